import { RDSData } from '@aws-sdk/client-rds-data';
import { S3 } from '@aws-sdk/client-s3';
import type { S3Event } from 'aws-lambda';

const s3 = new S3({});
const rds = new RDSData({});

const where = {
  resourceArn: process.env.CLUSTER_ARN ?? '',
  secretArn: process.env.SECRET_ARN ?? '',
  database: 'observations',
};

async function store(lines: string[]): Promise<void> {
  const parameterSets = lines
    .map((line) => line.split(';'))
    .map(([species, count]) => [
      { name: 'species', value: { stringValue: species } },
      { name: 'count', value: { longValue: Number.parseInt(count ?? '', 10) || 0 } },
    ]);
  await rds.batchExecuteStatement({
    ...where,
    sql: 'INSERT INTO seen (species, count) VALUES (:species, :count)',
    parameterSets,
  });
}

export const handler = async (event: S3Event): Promise<void> => {
  for (const { s3: source } of event.Records) {
    const object = await s3.getObject({
      Bucket: source.bucket.name,
      Key: decodeURIComponent(source.object.key.replace(/\+/g, ' ')),
    });
    const text = (await object.Body?.transformToString()) ?? '';
    await store(text.split('\n').filter((line) => line.includes(';')));
  }
};
