import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { S3Event } from 'aws-lambda';
import { CORE_SCHEMA, load } from 'js-yaml';

const s3 = new S3Client({});
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const schema = CORE_SCHEMA;

interface Menu {
  week: number;
  dishes: string[];
}

const parse = (text: string): Menu => load(text, { schema }) as Menu;

export const handler = async (event: S3Event): Promise<void> => {
  for (const { s3: { bucket, object } } of event.Records) {
    const Key = decodeURIComponent(object.key.replaceAll('+', ' '));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
    const menu = parse((await Body?.transformToString()) ?? '');
    await documents.send(
      new PutCommand({ TableName: process.env.MENUS_TABLE, Item: { week: Number(menu.week), dishes: menu.dishes.map(String) } }),
    );
  }
};
