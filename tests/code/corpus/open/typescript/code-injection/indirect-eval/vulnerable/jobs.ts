import { FirehoseClient, PutRecordCommand } from '@aws-sdk/client-firehose';
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import serialize from 'serialize-javascript';

const firehose = new FirehoseClient({});

interface Job {
  id: number;
  due: Date;
}

async function revive(record: KinesisStreamRecord): Promise<Job> {
  const text = Buffer.from(record.kinesis.data, 'base64').toString('utf8');
  return (0, eval)(`(${text})`) as Job; // FAULT code-injection
}

export const handler = async (event: KinesisStreamEvent): Promise<void> => {
  const jobs = await Promise.all(event.Records.map(revive));
  const due = jobs.filter((job) => job.due.getTime() < Date.now());
  await firehose.send(
    new PutRecordCommand({ DeliveryStreamName: process.env.STREAM, Record: { Data: Buffer.from(serialize(due)) } }),
  );
};
