import { createCipheriv, randomBytes } from 'node:crypto';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';

const firehose = new FirehoseClient({});
const key = Buffer.from(process.env.MESSAGES_KEY ?? '', 'base64');

function encrypted(data) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(data), cipher.final(), cipher.getAuthTag()]);
}

export const handler = async ({ Records }) => {
  await firehose.send(
    new PutRecordBatchCommand({
      DeliveryStreamName: process.env.STREAM,
      Records: Records.map(({ kinesis }) => ({ Data: encrypted(Buffer.from(kinesis.data, 'base64')) })),
    }),
  );
};
