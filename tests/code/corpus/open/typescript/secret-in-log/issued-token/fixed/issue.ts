import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { createHash, randomBytes } from 'node:crypto';

const logger = new Logger({ serviceName: 'tokens' });
const documents = DynamoDBDocument.from(new DynamoDBClient({}));
const digest = (token: string): string => createHash('sha256').update(token).digest('hex');

async function issue(owner: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await documents.put({ TableName: process.env.TOKENS_TABLE, Item: { token: digest(token), owner } });
  logger.info('issued an API token', { owner, token: digest(token).slice(0, 8) });
  return token;
}

export const handler = async (event: APIGatewayProxyEvent) => {
  const owner: string = event.requestContext.authorizer?.claims.sub;
  return { statusCode: 201, headers: { 'Cache-Control': 'no-store' }, body: JSON.stringify({ token: await issue(owner) }) };
};
