import { DetectFacesCommand, IndexFacesCommand, RekognitionClient } from "@aws-sdk/client-rekognition";

const rekognition = new RekognitionClient({});
const run = (Command, input) => rekognition.send(new Command(input));

export const handler = async ({ picture, visitor }) => {
  const Image = { S3Object: { Bucket: process.env.PICTURES, Name: `consented/${picture}` } };
  const seen = await run(DetectFacesCommand, { Image });
  if (seen.FaceDetails.length !== 1) return { remembered: false };
  await run(IndexFacesCommand, { CollectionId: process.env.COLLECTION, Image, ExternalImageId: visitor });
  return { remembered: true };
};
