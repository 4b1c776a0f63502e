import { FirehoseClient, PutRecordCommand } from '@aws-sdk/client-firehose';
import type { KinesisStreamEvent } from 'aws-lambda';

const firehose = new FirehoseClient({});

const KINDS = new Map<string, RegExp>([
  ['mail', /[\w.+-]+@[\w-]+\.[\w.]+/g],
  ['phone', /\+?\d[\d ]{7,14}\d/g],
]);

interface Chunk {
  lines: string[];
  hide: string[];
}

function redacted({ lines, hide }: Chunk): string[] {
  let result = lines;
  for (const kind of hide) {
    const pattern = KINDS.get(kind);
    if (pattern !== undefined) result = result.map((line) => line.replace(pattern, '…'));
  }
  return result;
}

export const handler = async (event: KinesisStreamEvent): Promise<void> => {
  for (const { kinesis } of event.Records) {
    const chunk = JSON.parse(Buffer.from(kinesis.data, 'base64').toString()) as Chunk;
    const Data = Buffer.from(`${redacted(chunk).join('\n')}\n`);
    await firehose.send(new PutRecordCommand({ DeliveryStreamName: process.env.STREAM, Record: { Data } }));
  }
};
