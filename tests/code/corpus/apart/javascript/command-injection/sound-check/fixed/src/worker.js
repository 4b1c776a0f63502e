import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Sox } from './sox.js';

const s3 = new S3Client({});
const Bucket = process.env.SOUNDS_BUCKET;
const EFFECTS = ['bass', 'treble', 'gain', 'tempo'];

async function convert({ recording, effects = [] }) {
  const id = BigInt(recording).toString();
  const folder = await mkdtemp(join(tmpdir(), 'sox-'));
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `raw/${id}.wav` }));
    await pipeline(Body, createWriteStream(join(folder, 'in.wav')));

    const sox = new Sox().input(join(folder, 'in.wav')).output(join(folder, 'out.wav'));
    for (const { name, amount } of effects) {
      if (!EFFECTS.includes(name)) throw new RangeError('no such effect');
      sox.effect(name, Number(amount).toFixed(2));
    }
    await sox.run();
    await s3.send(new PutObjectCommand({ Bucket, Key: `done/${id}.wav`, Body: await readFile(join(folder, 'out.wav')) }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function handler(event) {
  await Promise.all(event.Records.map(({ body }) => convert(JSON.parse(body))));
}
