import nunjucks from 'nunjucks';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({});
const environment = new nunjucks.Environment(null, { autoescape: true });
const SOURCE = '<div class="banner">{{ text }}<time>{{ now }}</time></div>';

function banner(text) {
  const now = new Date().toISOString();
  return environment.renderString(SOURCE, { text, now });
}

/** Clubs write their banners themselves; each change is rendered anew. */
export const handler = async (event) => {
  for (const { dynamodb, eventName } of event.Records) {
    if (eventName === 'REMOVE') continue;
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.BANNERS_BUCKET,
        Key: `banners/${dynamodb.SequenceNumber}.html`,
        ContentType: 'text/html',
        Body: banner(dynamodb.NewImage.text.S),
      }),
    );
  }
};
