import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { seal } from './seal';

const db = new DynamoDBClient({});

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { day, text } = JSON.parse(event.body ?? '{}');
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || typeof text !== 'string') {
    return { statusCode: 400, body: '' };
  }
  await db.send(
    new PutItemCommand({
      TableName: process.env.DIARY_TABLE,
      Item: {
        owner: { S: event.requestContext.authorizer?.claims.sub },
        day: { S: day },
        entry: { B: await seal(text) },
      },
    }),
  );
  return { statusCode: 204, body: '' };
}
