import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3Event, S3EventRecord } from 'aws-lambda';

const client = new S3Client({});
const LIBRARY = '/mnt/library/import';

async function save(record: S3EventRecord): Promise<void> {
  const key = decodeURIComponent(record.s3.object.key.replace(/\+/g, ' '));
  const file = `${LIBRARY}/${key}`;
  const { Body } = await client.send(new GetObjectCommand({ Bucket: record.s3.bucket.name, Key: key }));
  await mkdir(dirname(file), { recursive: true });
  await pipeline(Body as Readable, createWriteStream(file)); // FAULT path-traversal
}

const LARGEST = 60 * 1024 * 1024;

/** The import takes what cameras make; videos and raw files go another way. */
function wanted({ s3: { object } }: S3EventRecord): boolean {
  return object.size > 0 && object.size <= LARGEST;
}

export async function handler(event: S3Event): Promise<{ imported: number }> {
  const records = event.Records.filter(wanted);
  await Promise.all(records.map(save));
  return { imported: records.length };
}
