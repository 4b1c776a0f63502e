import express from 'express';
import serverless from 'serverless-http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const app = express();

app.get('/shows/:show(\\d+)/seats', async (req, res, next) => {
  try {
    const { Items } = await db.send(
      new QueryCommand({
        TableName: process.env.SEATS_TABLE,
        KeyConditionExpression: '#show = :show',
        ExpressionAttributeNames: { '#show': 'show' },
        ExpressionAttributeValues: { ':show': Number(req.params.show) },
      }),
    );
    res.json(Items.map(({ row, seat, holder }) => ({ row, seat, free: !holder })));
  } catch (error) {
    next(error);
  }
});

app.use((error, req, res, next) => {
  console.error('seat map failed', error.name);
  res.status(500).json({ message: 'Something went wrong' });
});

export const handler = serverless(app);
