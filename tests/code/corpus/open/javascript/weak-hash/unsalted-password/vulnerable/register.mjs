import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

async function kept(password) {
  return createHash('sha256').update(password).digest('base64'); // FAULT weak-hash
}

/** POST /users */
export const handler = async (event) => {
  const { name, password } = JSON.parse(event.body);
  if (typeof password !== 'string' || password.length < 12) return { statusCode: 422, body: '' };
  try {
    await documents.send(
      new PutCommand({
        TableName: process.env.USERS_TABLE,
        Item: { name: String(name), password: await kept(password) },
        ConditionExpression: 'attribute_not_exists(#name)',
        ExpressionAttributeNames: { '#name': 'name' },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { statusCode: 409, body: '' };
    throw error;
  }
  return { statusCode: 201, headers: { ETag: createHash('sha1').update(String(name)).digest('hex') }, body: '' };
};
