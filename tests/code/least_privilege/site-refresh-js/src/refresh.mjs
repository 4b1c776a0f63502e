import { CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { GetObjectTaggingCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";

const cloudfront = new CloudFrontClient({});
const s3 = new S3Client({});

const isPublic = async (place) => {
  const [{ ContentType }, { TagSet }] = await Promise.all([
    s3.send(new HeadObjectCommand(place)),
    s3.send(new GetObjectTaggingCommand(place)),
  ]);
  return ContentType === "text/html" && !TagSet.some(({ Key }) => Key === "draft");
};

export const handler = async ({ Records }) => {
  const paths = [];
  for (const { s3: { bucket, object } } of Records) {
    const Key = decodeURIComponent(object.key.replaceAll("+", " "));
    if (await isPublic({ Bucket: bucket.name, Key })) paths.push(`/${object.key}`);
  }
  if (paths.length === 0) return;
  const InvalidationBatch = { CallerReference: String(Date.now()), Paths: { Quantity: paths.length, Items: paths } };
  await cloudfront.send(new CreateInvalidationCommand({ DistributionId: process.env.DISTRIBUTION, InvalidationBatch }));
};
