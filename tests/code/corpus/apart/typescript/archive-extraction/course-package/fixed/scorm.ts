import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { SNSHandler } from 'aws-lambda';
import unzipper, { type File } from 'unzipper';

const s3 = new S3Client({});
const COURSES = '/mnt/courses';

async function store(folder: string, entry: File): Promise<void> {
  const target = path.join(folder, entry.path);
  const relative = path.relative(folder, target);
  if (relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new Error('an entry leaves its package');
  }
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, await entry.buffer());
}

const MEGABYTE = 1024 * 1024;

function reasonable(files: File[]): boolean {
  const total = files.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  return files.length <= 2000 && total <= 500 * MEGABYTE;
}

/** Teachers upload SCORM packages; the upload service tells which one is complete. */
export const handler: SNSHandler = async ({ Records }) => {
  for (const { Sns } of Records) {
    const upload = Number.parseInt(JSON.parse(Sns.Message).upload, 10);
    const directory = await unzipper.Open.s3_v3(s3, { Bucket: process.env.UPLOADS_BUCKET!, Key: `packages/${upload}.zip` });
    if (!reasonable(directory.files)) continue;
    const folder = path.join(COURSES, String(upload));
    for (const entry of directory.files) {
      if (entry.type === 'File') await store(folder, entry);
    }
  }
};
