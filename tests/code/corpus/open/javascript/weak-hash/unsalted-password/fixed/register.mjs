import { createHash, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const slow = promisify(scrypt);

async function kept(password) {
  const salt = randomBytes(16);
  const hash = await slow(password, salt, 64);
  return `${salt.toString('base64')}:${hash.toString('base64')}`;
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
