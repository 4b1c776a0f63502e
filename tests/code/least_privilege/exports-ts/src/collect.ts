import { paginateListObjectsV2, S3Client, waitUntilObjectExists } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument, paginateQuery } from "@aws-sdk/lib-dynamodb";

const s3 = new S3Client({});
const documents = DynamoDBDocument.from(new DynamoDBClient({}));
const Bucket = process.env.EXPORTS!;
const TableName = process.env.RECORDS!;

async function* parts(day: string): AsyncGenerator<string> {
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix: `parts/${day}/` })) {
    for (const { Key } of page.Contents ?? []) if (Key) yield Key;
  }
}

async function count(day: string): Promise<number> {
  let total = 0;
  const query = { TableName, KeyConditionExpression: "#d = :d", ExpressionAttributeNames: { "#d": "day" }, ExpressionAttributeValues: { ":d": day } };
  for await (const page of paginateQuery({ client: documents }, query)) total += page.Count ?? 0;
  return total;
}

export const handler = async ({ day }: { day: string }) => {
  await waitUntilObjectExists({ client: s3, maxWaitTime: 240 }, { Bucket, Key: `done/${day}` });
  const keys: string[] = [];
  for await (const key of parts(day)) keys.push(key);
  await documents.put({ TableName, Item: { day, id: "summary", parts: keys.length, records: await count(day) } });
  return keys;
};
