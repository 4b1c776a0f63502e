import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { toGeoJson } from './gpx.mjs';

const s3 = new S3Client({});

const nameOf = (key) => decodeURIComponent(basename(key));

export const handler = async ({ Records }) => {
  const folder = await mkdtemp('/tmp/tracks-');
  try {
    for (const { s3: { bucket: { name: Bucket }, object: { key, eTag } } } of Records) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: decodeURIComponent(key.replace(/\+/g, ' ')) }));
      const file = join(folder, nameOf(key));
      await pipeline(Body, createWriteStream(file)); // FAULT path-traversal
      const track = toGeoJson(await readFile(file, 'utf8')); // FAULT path-traversal
      await s3.send(
        new PutObjectCommand({ Bucket: process.env.TRACKS_BUCKET, Key: `${eTag}.json`, Body: JSON.stringify(track) }),
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};
