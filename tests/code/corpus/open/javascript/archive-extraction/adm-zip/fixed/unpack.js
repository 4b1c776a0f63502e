const fs = require('node:fs');
const path = require('node:path');
const AdmZip = require('adm-zip');
const { S3 } = require('@aws-sdk/client-s3');

const s3 = new S3({});
const SITES = '/mnt/sites';

/** A customer's site arrives as a zip and is served from a file system. */
exports.handler = async (event) => {
  const { bucket, object } = event.Records[0].s3;
  const { Body } = await s3.getObject({ Bucket: bucket.name, Key: decodeURIComponent(object.key.replace(/\+/g, ' ')) });
  const archive = new AdmZip(Buffer.from(await Body.transformToByteArray()));
  const root = path.join(SITES, object.eTag);

  for (const entry of archive.getEntries()) {
    if (entry.isDirectory) continue;
    const target = path.join(root, entry.entryName);
    if (path.relative(root, target).startsWith('..')) throw new Error('an entry leaves the archive');
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, entry.getData());
  }
};
