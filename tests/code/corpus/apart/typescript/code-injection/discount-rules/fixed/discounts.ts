import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { EventBridgeEvent } from 'aws-lambda';

interface Basket {
  id: string;
  total: number;
  items: number;
  rules: { of: 'total' | 'items'; from: number; percent: number }[];
}

const client = new DynamoDBClient({});

function best({ total, items, rules }: Basket): number {
  let percent = 0;
  for (const rule of rules) {
    const value = rule.of === 'items' ? items : total;
    if (value >= rule.from && rule.percent > percent) {
      percent = rule.percent;
    }
  }
  return Math.min(percent, 30);
}

export const handler = async ({ detail }: EventBridgeEvent<'BasketPriced', Basket>): Promise<void> => {
  await client.send(
    new UpdateItemCommand({
      TableName: process.env.BASKETS_TABLE,
      Key: { id: { S: detail.id } },
      UpdateExpression: 'SET discount = :percent',
      ExpressionAttributeValues: { ':percent': { N: String(best(detail)) } },
    }),
  );
};
