import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const TABLE = process.env.VISITS_TABLE;
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: APIGatewayProxyEventV2) => {
  const page = Number(event.pathParameters?.page);
  const { Attributes } = await documents.send(
    new UpdateCommand({
      TableName: TABLE,
      Key: { page },
      UpdateExpression: 'ADD visits :one',
      ExpressionAttributeValues: { ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return { statusCode: 200, body: JSON.stringify(Attributes) };
};
