const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, ScanCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const OPERATORS = new Map(Object.entries({ lt: '<', le: '<=', eq: '=', ge: '>=', gt: '>' }));

/** GET /plants?height=120&is=lt */
exports.handler = async (event) => {
  const { height, is = 'le' } = event.queryStringParameters ?? {};
  const operator = OPERATORS.get(is);
  if (operator === undefined) return { statusCode: 400, body: '' };
  const { Items } = await documents.send(
    new ScanCommand({
      TableName: process.env.PLANTS_TABLE,
      FilterExpression: `#height ${operator} :height`,
      ExpressionAttributeNames: { '#height': 'height' },
      ExpressionAttributeValues: { ':height': Number(height) },
    }),
  );
  return { statusCode: 200, body: JSON.stringify(Items) };
};
