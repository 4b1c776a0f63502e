import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSHandler } from 'aws-lambda';
import { events, type Subscription } from './calendar';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler: SQSHandler = async ({ Records }) => {
  for (const { body } of Records) {
    const subscription = JSON.parse(body) as Subscription;
    const found = await events(subscription);
    await documents.send(
      new PutCommand({
        TableName: process.env.CALENDARS_TABLE,
        Item: { team: Number(subscription.team), count: found.length, events: found.slice(0, 200) },
      }),
    );
  }
};
