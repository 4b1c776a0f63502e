import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import tar from 'tar-stream';

const THEMES = '/mnt/themes';

async function unpack(data: Buffer, root: string): Promise<number> {
  const entries = Readable.from(data).pipe(createGunzip()).pipe(tar.extract());
  let count = 0;
  for await (const entry of entries) {
    const target = resolve(root, entry.header.name);
    if (entry.header.type === 'file') {
      await mkdir(dirname(target), { recursive: true }); // ALSO archive-extraction
      await pipeline(entry, createWriteStream(target)); // FAULT archive-extraction
      count += 1;
    }
    entry.resume();
  }
  return count;
}

export async function handler(event: APIGatewayProxyEventV2) {
  const root = resolve(THEMES, randomUUID());
  const files = await unpack(Buffer.from(event.body ?? '', 'base64'), root);
  return { statusCode: 201, body: JSON.stringify({ files }) };
}
