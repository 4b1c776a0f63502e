// Books a parcel. API Gateway has checked the body against the model Booking.
const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const { randomUUID } = require("node:crypto");

const client = new DynamoDBClient({});

exports.handler = async (event) => {
  const { parcel, from, to } = JSON.parse(event.body);
  const id = randomUUID();
  const Item = { id: { S: id }, parcel: { S: parcel }, from: { S: from }, to: { S: to } };
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
  return { statusCode: 201, body: JSON.stringify({ id }) };
};
