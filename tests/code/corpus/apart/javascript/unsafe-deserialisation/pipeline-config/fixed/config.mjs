import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import yaml from 'js-yaml';

const s3 = new S3Client();
const ssm = new SSMClient();

async function read(bucket, key) {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Body.transformToString('utf-8');
}

async function apply({ limits }) {
  const daily = Math.trunc(Number(limits?.daily));
  if (!(daily > 0 && daily < 100_000)) throw new RangeError('limits.daily');
  await ssm.send(
    new PutParameterCommand({ Name: '/quota/daily', Value: String(daily), Type: 'String', Overwrite: true }),
  );
}

/** Team leads drop limits.yaml into a bucket; the quota service reads the parameter. */
export const handler = async ({ Records }) => {
  for (const { s3: { bucket, object } } of Records) {
    const text = await read(bucket.name, decodeURIComponent(object.key.replaceAll('+', ' ')));
    const config = yaml.load(text, { schema: yaml.CORE_SCHEMA });
    await apply(config);
  }
};
