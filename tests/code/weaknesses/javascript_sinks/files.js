//# a name in a folder
const fs = require('fs');
const path = require('path');
fs.readFileSync(path.join(__dirname, 'templates', q)); //! path-traversal
fs.readFileSync(path.resolve('/opt/data', body.file), 'utf8'); //! path-traversal
fs.readFileSync(__dirname + '/data/' + q + '.json'); //! path-traversal

//# promises of files
import { readFile, writeFile, rm } from 'node:fs/promises';
import { promises as fsp } from 'fs';
import fs from 'fs';
const { unlink } = fs.promises;
await readFile(`/opt/${q}`); //! path-traversal
await writeFile(`/tmp/${body.name}`, body.content); //! path-traversal
await rm(`/tmp/${q}`, { recursive: true }); //! path-traversal
await fsp.readFile(`/opt/${q}`, 'utf8'); //! path-traversal
await unlink(`/tmp/${q}`); //! path-traversal

//# streams
import { createReadStream, createWriteStream } from 'fs';
import { pipeline } from 'stream/promises';
await pipeline(createReadStream(`/mnt/efs/${q}`), createWriteStream('/tmp/out')); //! path-traversal
await pipeline(createReadStream('/tmp/in'), createWriteStream(`/tmp/${body.name}`)); //! path-traversal

//# the key of an object
const fs = require('fs');
const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
exports.handler = async (event) => {
  for (const record of event.Records) {
    const Bucket = record.s3.bucket.name;
    const Key = decodeURIComponent(record.s3.object.key.replace(/\+/g, ' '));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    fs.writeFileSync(`/tmp/${Key}`, await Body.transformToByteArray()); //! path-traversal
  }
};

//# half measures
import fs from 'fs';
import path from 'path';
fs.readFileSync(path.join('/opt', path.normalize(q))); //! path-traversal
fs.readFileSync('/opt/' + q.replace('..', '')); //! path-traversal
if (q.endsWith('.txt')) fs.readFileSync(`/opt/${q}`); //! path-traversal
if (q.startsWith('reports/')) fs.readFileSync(`/opt/${q}`); //! path-traversal
const full = path.join('/opt/data', q);
if (full.startsWith('/opt')) fs.readFileSync(`/etc/${q}`); //! path-traversal

//# a helper in a class
const fs = require('fs');
const path = require('path');
class Store {
  constructor(root) { this.root = root; }
  at(name) { return path.join(this.root, name); }
  read(name) { return fs.readFileSync(this.at(name), 'utf8'); } //! path-traversal
}
exports.handler = async (event) => new Store('/mnt/efs').read(event.pathParameters.name);

//# other modules of files
import fse from 'fs-extra';
import { globSync } from 'glob';
await fse.outputFile(`/tmp/${q}`, 'x'); //! path-traversal
await fse.remove(`/tmp/${q}`); //! path-traversal

//# ts: express sends a file
import express, { Request, Response } from 'express';
import serverless from 'serverless-http';
import path from 'path';
const app = express();
app.get('/files/:name', (req: Request, res: Response) => {
  res.sendFile(path.join('/var/task/public', req.params.name)); //! path-traversal
});
app.get('/ok/:name', (req: Request, res: Response) => {
  res.sendFile(req.params.name, { root: '/var/task/public' });
});
export const handler = serverless(app);

//# the base name
import fs from 'fs';
import path, { basename } from 'path';
fs.readFileSync(path.join('/opt', path.basename(q)));
fs.writeFileSync(`/tmp/${basename(body.name)}`, 'x');
fs.writeFileSync(`/tmp/${path.parse(q).base}`, 'x');
fs.writeFileSync(`/tmp/${q.split('/').pop()}`, 'x');

//# inside the folder
import fs from 'fs';
import path from 'path';
const ROOT = path.resolve('/mnt/data');
const full = path.resolve(ROOT, q);
if (!full.startsWith(ROOT + path.sep)) return { statusCode: 403 };
fs.readFileSync(full);
const other = path.join(ROOT, body.file);
if (!other.startsWith(`${ROOT}/`)) throw new Error('outside');
await fs.promises.readFile(other);

//# the way from the folder
import fs from 'fs';
import path from 'path';
const target = path.resolve('/mnt/data', q);
const relative = path.relative('/mnt/data', target);
if (relative.startsWith('..') || path.isAbsolute(relative)) return { statusCode: 403 };
fs.readFileSync(target);

//# a function that says where
import { readFile } from 'fs/promises';
import path from 'path';
const BASE = '/mnt/data';
function inside(name) {
  const resolved = path.resolve(BASE, name);
  if (resolved !== BASE && !resolved.startsWith(BASE + path.sep)) {
    throw new Error('invalid path');
  }
  return resolved;
}
export const handler = async (event) => readFile(inside(event.pathParameters.proxy), 'utf8');

//# ts: a function that tells
import { readFile } from 'fs/promises';
import { resolve, sep } from 'path';
const BASE = '/mnt/data';
const isInside = (candidate: string): boolean => resolve(BASE, candidate).startsWith(BASE + sep);
export const handler = async (event: APIGatewayProxyEvent) => {
  const name = event.pathParameters!.name!;
  if (!isInside(name)) return { statusCode: 400, body: '' };
  return { statusCode: 200, body: await readFile(resolve(BASE, name), 'utf8') };
};

//# a name of few letters
import fs from 'fs';
if (!/^[a-z0-9_-]+\.(json|csv)$/i.test(q)) return { statusCode: 400 };
fs.readFileSync(`/opt/${q}`);
fs.writeFileSync(`/tmp/${body.name.replace(/[^a-z0-9]/gi, '_')}`, 'x');
fs.writeFileSync(`/tmp/${body.name.replace(/[^\w.-]+/g, '')}`, 'x');

//# no way up
import fs from 'fs';
import path from 'path';
if (q.includes('..') || path.isAbsolute(q)) return { statusCode: 400 };
fs.readFileSync(path.join('/opt', q));

//# names of our own
import fs from 'fs';
import os from 'os';
import path from 'path';
import crypto from 'crypto';
const file = path.join(os.tmpdir(), `${crypto.randomUUID()}.bin`);
fs.writeFileSync(file, event.body);
const cached = path.join('/tmp', crypto.createHash('md5').update(q).digest('hex'));
fs.writeFileSync(cached, q);
const TEMPLATES = { welcome: 'welcome.html', bye: 'bye.html' };
const template = TEMPLATES[body.template] ?? TEMPLATES.welcome;
fs.readFileSync(path.join('/opt', template));

//# a file that the request's context names
import fs from 'fs';
export const handler = async (event, context) => {
  const file = `/tmp/${context.awsRequestId}.json`;
  fs.writeFileSync(file, event.body);
  return fs.readFileSync(file, 'utf8');
};

//# downloads to a name of the caller
import { createWriteStream } from 'fs';
import { pipeline } from 'stream/promises';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async (event) => {
  for (const { s3: { bucket, object } } of event.Records) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
    const key = decodeURIComponent(object.key);
    await pipeline(Body, createWriteStream(`/tmp/${key}`)); //! path-traversal
    await pipeline(Body, createWriteStream(`/tmp/${key.split('/').at(-1)}`));
    await pipeline(Body, createWriteStream(`/tmp/${key.replaceAll('/', '_')}`));
  }
};

//# ts: templates by language
import { readFileSync } from 'fs';
import { join } from 'path';
const cache = new Map<string, string>();
const load = (language: string): string => {
  if (!cache.has(language)) cache.set(language, readFileSync(join(__dirname, 'i18n', `${language}.json`), 'utf8')); //! path-traversal
  return cache.get(language)!;
};
export const handler = async (event: APIGatewayProxyEvent) => load(event.queryStringParameters?.lang ?? 'en');

//# names of uploads
import Busboy from 'busboy';
import fs from 'fs';
import path from 'path';
export const handler = async (event) => {
  const busboy = Busboy({ headers: event.headers });
  busboy.on('file', (field, file, { filename }) => {
    file.pipe(fs.createWriteStream(path.join('/tmp', filename))); //! path-traversal
  });
  busboy.end(Buffer.from(event.body, 'base64'));
};

//# removal and renaming
import fs from 'fs';
import path from 'path';
fs.renameSync('/tmp/in', path.join('/mnt/data', body.name)); //! path-traversal
fs.rmSync(path.join('/mnt/data', body.folder), { recursive: true, force: true }); //! path-traversal
fs.copyFileSync('/tmp/in', `/mnt/data/${q}`); //! path-traversal

//# ts: languages of a list
import { readFileSync } from 'fs';
import { join } from 'path';
const LANGUAGES = ['en', 'de'] as const;
type Language = (typeof LANGUAGES)[number];
const toLanguage = (text?: string): Language => LANGUAGES.find((one) => one === text) ?? 'en';
export const handler = async (event: APIGatewayProxyEvent) =>
  readFileSync(join(__dirname, 'i18n', `${toLanguage(event.queryStringParameters?.lang)}.json`), 'utf8');

//# the real path
import fs from 'fs';
import path from 'path';
const ROOT = '/mnt/data';
const real = await fs.promises.realpath(path.join(ROOT, q));
if (!real.startsWith(`${ROOT}${path.sep}`)) throw new Error('outside');
fs.readFileSync(real);
const { base } = path.parse(body.file);
fs.readFileSync(path.join(ROOT, base));

//# a function that cleans names
import fs from 'fs';
import path from 'path';
import sanitize from 'sanitize-filename';
const clean = (name) => path.basename(name).replace(/[^\w.-]/g, '_');
fs.writeFileSync(path.join('/tmp', clean(q)), 'x');
fs.writeFileSync(path.join('/tmp', sanitize(body.name)), 'x');
fs.writeFileSync(`/tmp/${String(body.id).padStart(8, '0').replace(/\D/g, '')}.txt`, 'x');
