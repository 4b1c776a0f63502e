//# everything out of a zip
const AdmZip = require('adm-zip');
exports.handler = async (event) => {
  const zip = new AdmZip(Buffer.from(event.body, 'base64'));
  zip.getEntries().forEach((entry) => {
    require('fs').writeFileSync('/tmp/' + entry.entryName, entry.getData()); //! archive-extraction
  });
};

//# entries of adm-zip with their folders
import AdmZip from 'adm-zip';
import fs from 'node:fs';
import path from 'node:path';
const zip = new AdmZip(Buffer.from(event.body, 'base64'));
for (const entry of zip.getEntries()) {
  if (entry.isDirectory) continue;
  const target = path.join('/tmp/site', entry.entryName);
  fs.mkdirSync(path.dirname(target), { recursive: true }); //! archive-extraction
  fs.writeFileSync(target, entry.getData()); //! archive-extraction
}

//# the folder of an entry that was looked at, whatever an earlier round wrote there
import AdmZip from 'adm-zip';
import fs from 'node:fs';
import path from 'node:path';
const zip = new AdmZip(Buffer.from(event.body, 'base64'));
for (const entry of zip.getEntries()) {
  const target = path.join('/tmp/site', entry.entryName);
  if (path.relative('/tmp/site', target).startsWith('..')) throw new Error('an entry leaves the archive');
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, entry.getData());
}

//# a zip out of a bucket
import JSZip from 'jszip';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import { writeFile } from 'fs/promises';
import { join } from 'path';
const s3 = new S3Client({});
export const handler = async (event) => {
  const { bucket, object } = event.Records[0].s3;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
  const zip = await JSZip.loadAsync(await Body.transformToByteArray());
  for (const name of Object.keys(zip.files)) {
    const content = await zip.files[name].async('nodebuffer');
    await writeFile(join('/tmp', name), content); //! archive-extraction
  }
};

//# jszip, each
import JSZip from 'jszip';
import fs from 'fs';
const zip = await new JSZip().loadAsync(event.body, { base64: true });
const jobs = [];
zip.forEach((relativePath, file) => {
  jobs.push(file.async('nodebuffer').then((data) => fs.promises.writeFile(`/tmp/${relativePath}`, data))); //! archive-extraction
});
await Promise.all(jobs);

//# unzipper's stream
const unzipper = require('unzipper');
const fs = require('fs');
const path = require('path');
const { Readable } = require('stream');
exports.handler = async (event) => {
  const stream = Readable.from(Buffer.from(event.body, 'base64')).pipe(unzipper.Parse());
  stream.on('entry', (entry) => {
    entry.pipe(fs.createWriteStream(path.join('/tmp/out', entry.path))); //! archive-extraction
  });
};

//# unzipper, awaited
import unzipper from 'unzipper';
import fs from 'fs';
import { Readable } from 'stream';
const source = Readable.from(Buffer.from(event.body, 'base64'));
for await (const entry of source.pipe(unzipper.Parse({ forceStream: true }))) {
  entry.pipe(fs.createWriteStream(`/tmp/${entry.path}`)); //! archive-extraction
}

//# yauzl
const yauzl = require('yauzl');
const fs = require('fs');
const path = require('path');
exports.handler = async (event) => {
  yauzl.fromBuffer(Buffer.from(event.body, 'base64'), { lazyEntries: true, decodeStrings: false }, (err, zip) => {
    zip.readEntry();
    zip.on('entry', (entry) => {
      zip.openReadStream(entry, (err, stream) => {
        stream.pipe(fs.createWriteStream(path.join('/tmp', entry.fileName.toString()))); //! archive-extraction
      });
    });
  });
};

//# tar-stream
const tar = require('tar-stream');
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
exports.handler = async (event) => {
  const extract = tar.extract();
  extract.on('entry', (header, stream, next) => {
    stream.pipe(fs.createWriteStream(path.join('/tmp/out', header.name))); //! archive-extraction
    stream.on('end', next);
  });
  extract.end(zlib.gunzipSync(Buffer.from(event.body, 'base64')));
};

//# tar-stream, awaited
import tar from 'tar-stream';
import fs from 'fs';
const extract = tar.extract();
extract.end(Buffer.from(event.body, 'base64'));
for await (const entry of extract) {
  entry.pipe(fs.createWriteStream('/tmp/' + entry.header.name)); //! archive-extraction
}

//# node-stream-zip
import StreamZip from 'node-stream-zip';
import fs from 'fs';
import path from 'path';
fs.writeFileSync('/tmp/in.zip', Buffer.from(event.body, 'base64'));
const zip = new StreamZip.async({ file: '/tmp/in.zip' });
const entries = await zip.entries();
for (const entry of Object.values(entries)) {
  await zip.extract(entry.name, path.join('/tmp/out', entry.name)); //! archive-extraction
}

//# fflate
import { unzipSync } from 'fflate';
import fs from 'fs';
const files = unzipSync(Buffer.from(event.body, 'base64'));
for (const [name, data] of Object.entries(files)) {
  fs.writeFileSync(`/tmp/${name}`, data); //! archive-extraction
}

//# decompress without files, written by hand
import decompress from 'decompress';
import fs from 'fs';
import path from 'path';
const files = await decompress(Buffer.from(event.body, 'base64'));
files.forEach((file) => fs.writeFileSync(path.join('/tmp', file.path), file.data)); //! archive-extraction

//# ts: the parser of tar
import * as tar from 'tar';
import { createWriteStream } from 'fs';
import { Readable } from 'stream';
export const handler = async (event: APIGatewayProxyEvent) => {
  const parser = new tar.Parser();
  parser.on('entry', (entry) => {
    entry.pipe(createWriteStream(`/tmp/${entry.path}`)); //! archive-extraction
  });
  Readable.from(Buffer.from(event.body!, 'base64')).pipe(parser);
};

//# keys in a bucket out of names in a zip
import AdmZip from 'adm-zip';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
const zip = new AdmZip(Buffer.from(event.body, 'base64'));
for (const entry of zip.getEntries()) {
  await s3.send(new PutObjectCommand({ Bucket: 'b', Key: `site/${entry.entryName}`, Body: entry.getData() }));
}

//# libraries that look after themselves
import extract from 'extract-zip';
import * as tar from 'tar';
import decompress from 'decompress';
import AdmZip from 'adm-zip';
import unzipper from 'unzipper';
import fs from 'fs';
fs.writeFileSync('/tmp/in.zip', Buffer.from(event.body, 'base64'));
await extract('/tmp/in.zip', { dir: '/tmp/out' });
await tar.x({ file: '/tmp/in.tar', cwd: '/tmp/out' });
await decompress('/tmp/in.zip', '/tmp/out');

//# inside the folder
import AdmZip from 'adm-zip';
import fs from 'node:fs';
import path from 'node:path';
const ROOT = '/tmp/site';
const zip = new AdmZip(Buffer.from(event.body, 'base64'));
for (const entry of zip.getEntries()) {
  const target = path.resolve(ROOT, entry.entryName);
  if (!target.startsWith(ROOT + path.sep)) throw new Error(`unsafe entry`);
  fs.writeFileSync(target, entry.getData());
}

//# base names only
import JSZip from 'jszip';
import fs from 'fs';
import path from 'path';
const zip = await JSZip.loadAsync(Buffer.from(event.body, 'base64'));
for (const [name, file] of Object.entries(zip.files)) {
  if (file.dir) continue;
  fs.writeFileSync(path.join('/tmp', path.basename(name)), await file.async('nodebuffer'));
}
await Promise.all(Object.values(zip.files).map(async (file) => {
  fs.writeFileSync(`/tmp/${path.basename(file.name)}`, await file.async('nodebuffer'));
}));

//# a filter before
import AdmZip from 'adm-zip';
import fs from 'fs';
import path from 'path';
const isSafe = (name) => !name.includes('..') && !path.isAbsolute(name);
const zip = new AdmZip(Buffer.from(event.body, 'base64'));
zip.getEntries().filter((entry) => isSafe(entry.entryName)).forEach((entry) => {
  fs.writeFileSync(path.join('/tmp', entry.entryName), entry.getData());
});

//# ts: a handler of entries that asks
import * as unzipper from 'unzipper';
import * as fs from 'fs';
import * as path from 'path';
const ROOT = path.resolve('/tmp/out');
function targetOf(name: string): string | null {
  const target = path.resolve(ROOT, name);
  const relative = path.relative(ROOT, target);
  return relative.startsWith('..') || path.isAbsolute(relative) ? null : target;
}
export const handler = async (event: APIGatewayProxyEvent) => {
  const directory = await unzipper.Open.buffer(Buffer.from(event.body!, 'base64'));
  for (const file of directory.files) {
    const target = targetOf(file.path);
    if (!target) continue;
    fs.writeFileSync(target, await file.buffer());
  }
};

//# names that are expected
import AdmZip from 'adm-zip';
import fs from 'fs';
const zip = new AdmZip(Buffer.from(event.body, 'base64'));
const manifest = zip.getEntry('manifest.json');
const text = zip.readAsText('manifest.json');
fs.writeFileSync('/tmp/manifest.json', manifest.getData());
const NAMES = new Set(['a.csv', 'b.csv']);
for (const entry of zip.getEntries()) {
  if (!NAMES.has(entry.entryName)) continue;
  fs.writeFileSync(`/tmp/${entry.entryName}`, entry.getData());
}

//# numbered files
import { unzipSync } from 'fflate';
import fs from 'fs';
const files = Object.values(unzipSync(Buffer.from(event.body, 'base64')));
files.forEach((data, index) => fs.writeFileSync(`/tmp/${index}.bin`, data));

//# yauzl by a promise
import yauzl from 'yauzl';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
const fromBuffer = promisify(yauzl.fromBuffer);
export const handler = async (event) => {
  const zip = await fromBuffer(Buffer.from(event.body, 'base64'), { lazyEntries: true });
  const openReadStream = promisify(zip.openReadStream.bind(zip));
  zip.on('entry', async (entry) => {
    const source = await openReadStream(entry);
    source.pipe(fs.createWriteStream(path.join('/tmp/out', entry.fileName))); //! archive-extraction
    zip.readEntry();
  });
};

//# a file of a bucket that is unpacked
import fs from 'fs';
import path from 'path';
import yauzl from 'yauzl';
import { pipeline } from 'stream/promises';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async (event) => {
  const { bucket, object } = event.Records[0].s3;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
  await pipeline(Body, fs.createWriteStream('/tmp/in.zip'));
  yauzl.open('/tmp/in.zip', { lazyEntries: true }, (error, zip) => {
    if (error) throw error;
    zip.on('entry', (entry) => {
      zip.openReadStream(entry, (failed, stream) => {
        stream.pipe(fs.createWriteStream('/tmp/out/' + entry.fileName)); //! archive-extraction
      });
    });
  });
};

//# unzipper's directory
import unzipper from 'unzipper';
import { createWriteStream, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
const directory = await unzipper.Open.buffer(Buffer.from(event.body, 'base64'));
for (const file of directory.files.filter((one) => one.type === 'File')) {
  const target = join('/tmp/out', file.path);
  writeFileSync(target, await file.buffer()); //! archive-extraction
}
await Promise.all(directory.files.map(async (file) => {
  file.stream().pipe(createWriteStream(join('/tmp/out', file.path))); //! archive-extraction
}));

//# a parser of tar behind gunzip
import zlib from 'zlib';
import tar from 'tar-stream';
import fs from 'fs';
import path from 'path';
import { Readable } from 'stream';
export const handler = async (event) => {
  const extract = tar.extract();
  extract.on('entry', (header, stream, next) => {
    const target = path.join('/tmp/out', header.name);
    if (header.type === 'file') stream.pipe(fs.createWriteStream(target)); //! archive-extraction
    stream.on('end', next);
    stream.resume();
  });
  Readable.from([Buffer.from(event.body, 'base64')]).pipe(zlib.createGunzip()).pipe(extract);
};

//# ts: a class of an archive
import AdmZip from 'adm-zip';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
class Archive {
  private readonly zip: AdmZip;
  constructor(data: Buffer) {
    this.zip = new AdmZip(data);
  }
  extract(folder: string): void {
    for (const { entryName, isDirectory, getData } of this.zip.getEntries()) {
      if (!isDirectory) writeFileSync(join(folder, entryName), getData()); //! archive-extraction
    }
  }
}
export const handler = async (event: APIGatewayProxyEvent) => new Archive(Buffer.from(event.body!, 'base64')).extract('/tmp');

//# links in archives
import tar from 'tar-stream';
import fs from 'fs';
import path from 'path';
const extract = tar.extract();
extract.on('entry', (header, stream, next) => {
  if (header.type === 'symlink') fs.symlinkSync(header.linkname, path.join('/tmp', path.basename(header.name))); //! archive-extraction
  next();
});
extract.end(Buffer.from(event.body, 'base64'));

//# ts: entries of tar that are asked
import * as tar from 'tar-stream';
import * as fs from 'fs';
import * as path from 'path';
const ROOT = '/tmp/out';
const isInside = (target: string): boolean => {
  const relative = path.relative(ROOT, target);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const extract = tar.extract();
  extract.on('entry', (header, stream, next) => {
    const target = path.resolve(ROOT, header.name);
    if (!isInside(target)) {
      stream.resume();
      return next(new Error('unsafe'));
    }
    stream.pipe(fs.createWriteStream(target));
    stream.on('end', next);
  });
  extract.end(Buffer.from(event.body!, 'base64'));
};

//# yauzl's entries with a pattern
import yauzl from 'yauzl';
import fs from 'fs';
const NAME = /^[\w-]+\.csv$/;
yauzl.fromBuffer(Buffer.from(event.body, 'base64'), { lazyEntries: true }, (error, zip) => {
  zip.on('entry', (entry) => {
    if (!NAME.test(entry.fileName)) return zip.readEntry();
    zip.openReadStream(entry, (failed, stream) => stream.pipe(fs.createWriteStream(`/tmp/${entry.fileName}`)));
  });
});

//# entries whose names have no way up
import JSZip from 'jszip';
import fs from 'fs';
import path from 'path';
const zip = await JSZip.loadAsync(Buffer.from(event.body, 'base64'));
for (const [name, file] of Object.entries(zip.files)) {
  if (name.includes('..') || name.startsWith('/')) throw new Error('unsafe');
  fs.writeFileSync(path.join('/tmp/out', name), await file.async('nodebuffer'));
}
zip.forEach(async (name, file) => {
  const flat = name.replace(/[/\\]/g, '_');
  fs.writeFileSync(`/tmp/${flat}`, await file.async('nodebuffer'));
});
