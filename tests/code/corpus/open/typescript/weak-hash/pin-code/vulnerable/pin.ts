import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

const documents = DynamoDBDocument.from(new DynamoDBClient({}));

class Pin {
  readonly salt = randomBytes(16);

  constructor(private readonly digits: string) {}

  get hash(): string {
    return createHash('md5').update(this.salt).update(this.digits).digest('hex'); // FAULT weak-hash
  }
}

export const handler = async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
  const { pin } = JSON.parse(event.body ?? '{}') as { pin: string };
  if (!/^\d{6}$/.test(pin)) return { statusCode: 422 };
  const kept = new Pin(pin);
  const user = String(event.requestContext.authorizer.jwt.claims.sub);
  await documents.put({
    TableName: process.env.PINS_TABLE,
    Item: { user, salt: kept.salt.toString('hex'), pin: kept.hash },
  });
  return { statusCode: 204, headers: { ETag: createHash('md5').update(user).digest('hex') } };
};
