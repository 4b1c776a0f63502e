import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';

const sqs = new SQSClient({});
const QUEUES: Record<string, string | undefined> = {
  sales: process.env.SALES_QUEUE,
  support: process.env.SUPPORT_QUEUE,
};

export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
  for (const { dynamodb } of Records) {
    if (!dynamodb?.NewImage) continue;
    const { topic, text, queue } = unmarshall(dynamodb.NewImage as Record<string, AttributeValue>);
    const QueueUrl = queue ?? QUEUES[topic];
    if (!QueueUrl) continue;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ text }) })); // FAULT sdk-parameter
  }
};
