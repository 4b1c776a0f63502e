import { S3 } from '@aws-sdk/client-s3';
import type { SNSEvent } from 'aws-lambda';

type Converter = (text: string) => string;

const s3 = new S3({});
const CONVERTERS = { csv: './to-csv', ini: './to-ini' } as const;

async function converter(format: keyof typeof CONVERTERS): Promise<Converter> {
  if (!Object.hasOwn(CONVERTERS, format)) throw new Error('no such format');
  const module = await import(CONVERTERS[format]);
  return module.default as Converter;
}

export const handler = async (event: SNSEvent): Promise<void> => {
  for (const { Sns } of event.Records) {
    const { format, settings } = JSON.parse(Sns.Message);
    const convert = await converter(format);
    await s3.putObject({ Bucket: process.env.SETTINGS_BUCKET, Key: Sns.MessageId, Body: convert(JSON.stringify(settings)) });
  }
};
