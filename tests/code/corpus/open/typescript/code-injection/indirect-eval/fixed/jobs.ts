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
  const { id, due } = JSON.parse(text);
  return { id: Number(id), due: new Date(due) };
}

export const handler = async (event: KinesisStreamEvent): Promise<void> => {
  const jobs = await Promise.all(event.Records.map(revive));
  const due = jobs.filter((job) => job.due.getTime() < Date.now());
  await firehose.send(
    new PutRecordCommand({ DeliveryStreamName: process.env.STREAM, Record: { Data: Buffer.from(serialize(due)) } }),
  );
};
