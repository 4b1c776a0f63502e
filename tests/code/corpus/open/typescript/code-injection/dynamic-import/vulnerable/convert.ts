import { S3 } from '@aws-sdk/client-s3';
import type { SNSEvent } from 'aws-lambda';

type Converter = (text: string) => string;

const s3 = new S3({});

async function converter(format: string): Promise<Converter> {
  const module = await import(`./${format}`); // FAULT code-injection
  return module.default as Converter;
}

export const handler = async (event: SNSEvent): Promise<void> => {
  for (const { Sns } of event.Records) {
    const { format, settings } = JSON.parse(Sns.Message);
    const convert = await converter(format);
    await s3.putObject({ Bucket: process.env.SETTINGS_BUCKET, Key: Sns.MessageId, Body: convert(JSON.stringify(settings)) });
  }
};
