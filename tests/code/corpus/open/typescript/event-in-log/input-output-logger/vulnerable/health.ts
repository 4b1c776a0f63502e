import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import inputOutputLogger from '@middy/input-output-logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { randomUUID } from 'node:crypto';

const documents = DynamoDBDocument.from(new DynamoDBClient({}));

interface Reading {
  patient: string;
  systolic: number;
  diastolic: number;
}

type Event = Omit<APIGatewayProxyEvent, 'body'> & { body: Reading };

async function keep({ body }: Event): Promise<APIGatewayProxyResult> {
  const id = randomUUID();
  const { patient, systolic, diastolic } = body;
  await documents.put({ TableName: process.env.READINGS_TABLE, Item: { id, patient, systolic, diastolic } });
  return { statusCode: 201, body: JSON.stringify({ id }) };
}

export const handler = middy()
  .use(httpJsonBodyParser())
  .use(inputOutputLogger()) // FAULT event-in-log
  .use(httpErrorHandler())
  .handler(keep);
