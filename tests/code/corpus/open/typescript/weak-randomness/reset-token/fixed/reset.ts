import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { SQS } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const documents = DynamoDBDocument.from(new DynamoDBClient({}));
const sqs = new SQS({});

export const handler = async (event: APIGatewayProxyEvent) => {
  const { mail } = JSON.parse(event.body ?? '{}') as { mail: string };
  const token = randomBytes(24).toString('base64url');
  const until = Math.floor(Date.now() / 1000) + 900;
  await documents.put({ TableName: process.env.RESETS_TABLE, Item: { mail: String(mail), token, until } });
  await sqs.sendMessage({ QueueUrl: process.env.MAILS_QUEUE, MessageBody: JSON.stringify({ mail, token }) });
  await sleep(Math.random() * 200); // an unknown address takes as long
  return { statusCode: 202, body: '' };
};
