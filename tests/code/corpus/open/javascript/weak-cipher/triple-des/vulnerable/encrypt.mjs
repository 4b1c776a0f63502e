import { createCipheriv } from 'node:crypto';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';

const firehose = new FirehoseClient({});
const key = Buffer.from(process.env.MESSAGES_KEY ?? '', 'base64');

function encrypted(data) {
  const cipher = createCipheriv('des-ede3-cbc', key.subarray(0, 24), Buffer.alloc(8)); // FAULT weak-cipher
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

export const handler = async ({ Records }) => {
  await firehose.send(
    new PutRecordBatchCommand({
      DeliveryStreamName: process.env.STREAM,
      Records: Records.map(({ kinesis }) => ({ Data: encrypted(Buffer.from(kinesis.data, 'base64')) })),
    }),
  );
};
