import { createReadStream } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

const s3 = new S3Client({});
const dynamodb = new DynamoDBClient({});

async function written(file: string): Promise<number> {
  let count = 0;
  await writeFile(file, 'person;salary\n'); // FAULT temp-file
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName: process.env.SALARIES_TABLE })) {
    await appendFile(file, Items.map(({ person, salary }) => `${person?.S};${salary?.N}\n`).join(''));
    count += Items.length;
  }
  return count;
}

export const handler = async () => {
  const file = join(tmpdir(), 'salaries.csv'); // ALSO temp-file
  const count = await written(file);
  const params = { Bucket: process.env.EXPORTS_BUCKET, Key: 'salaries.csv', Body: createReadStream(file) };
  await new Upload({ client: s3, params }).done();
  return { statusCode: 200, body: JSON.stringify({ count }) };
};
