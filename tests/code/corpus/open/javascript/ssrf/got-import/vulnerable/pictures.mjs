import got from 'got';
import sharp from 'sharp';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';

const s3 = new S3Client({});
const ours = (address) => URL.canParse(address) && new URL(address).origin === 'https://media.market.example';

async function small(address) {
  const picture = await got(address, { timeout: { request: 5000 }, followRedirect: false }).buffer(); // FAULT ssrf
  return sharp(picture).resize(320).webp().toBuffer();
}

/** New adverts get a small picture. */
export const handler = async (event) => {
  for (const record of event.Records.filter(({ eventName }) => eventName === 'INSERT')) {
    const advert = unmarshall(record.dynamodb.NewImage);
    if (!ours(advert.picture)) {
      console.warn(JSON.stringify({ message: 'a picture of somewhere else', advert: advert.id }));
    }
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.PICTURES_BUCKET,
        Key: `small/${record.eventID}.webp`,
        Body: await small(advert.picture),
      }),
    );
  }
};
