import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { data, PREFIX } from "./data";

const client = new DynamoDBClient({});

export const handler = async (): Promise<void> => {
  for (const [name, items] of Object.entries(data)) {
    const requests = items.map((item) => ({ PutRequest: { Item: marshall(item) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [`${PREFIX}-${name}`]: requests } }));
  }
};
