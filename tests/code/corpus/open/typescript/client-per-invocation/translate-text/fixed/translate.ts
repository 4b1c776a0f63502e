import { TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SNSEvent } from 'aws-lambda';

const sqs = new SQSClient({});
const client = new TranslateClient({ maxAttempts: 2 });

async function english(Text: string): Promise<string> {
  const { TranslatedText } = await client.send(
    new TranslateTextCommand({ Text, SourceLanguageCode: 'auto', TargetLanguageCode: 'en' }),
  );
  return TranslatedText ?? '';
}

export const handler = async (event: SNSEvent): Promise<void> => {
  for (const { Sns } of event.Records) {
    const MessageBody = JSON.stringify({ text: await english(Sns.Message.slice(0, 5000)) });
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.TEXTS_QUEUE, MessageBody }));
  }
};
