// Says where a parcel is.
const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb");

const client = new DynamoDBClient({});

exports.handler = async (event) => {
  const key = { id: { S: event.pathParameters.id } };
  const { Item } = await client.send(new GetItemCommand({ TableName: process.env.TABLE, Key: key }));
  return { statusCode: Item ? 200 : 404, body: JSON.stringify(Item ?? {}) };
};
