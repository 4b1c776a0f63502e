const { execSync } = require('node:child_process');
const path = require('node:path');
const { S3Client, PutObjectTaggingCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});
const MOUNT = '/mnt/documents';

/** The bucket is mirrored to a file system; a PDF that arrives is tagged with its number of pages. */
exports.handler = async (event) => {
  for (const record of event.Records) {
    const key = decodeURIComponent(record.s3.object.key.replace(/\+/g, ' '));
    const file = path.join(MOUNT, path.basename(key));
    const info = execSync(`pdfinfo "${file}"`, { encoding: 'utf8', timeout: 10_000 }); // FAULT command-injection
    const [, pages] = /^Pages:\s+(\d+)$/m.exec(info) ?? [];
    await s3.send(
      new PutObjectTaggingCommand({
        Bucket: record.s3.bucket.name,
        Key: key,
        Tagging: { TagSet: [{ Key: 'pages', Value: pages ?? '0' }] },
      }),
    );
  }
};
