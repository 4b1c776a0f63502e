// Books a parcel.
const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");

const client = new DynamoDBClient({});

exports.handler = async (event) => {
  console.log("booking", JSON.stringify(event));
  const booking = JSON.parse(event.body);
  const item = Object.fromEntries(Object.entries(booking).map(([name, value]) => [name, { S: String(value) }]));
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: item }));
  return { statusCode: 201, body: JSON.stringify(booking) };
};
