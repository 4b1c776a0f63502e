import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

export async function save({ theme, mails }) {
  const Item = { id: { S: "settings" }, theme: { S: theme }, weekly: { BOOL: mails.weekly } };
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
}
