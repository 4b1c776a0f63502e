const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { S3 } = require('@aws-sdk/client-s3');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');

const s3 = new S3({});
const dynamodb = new DynamoDB({});

exports.handler = async (event) => {
  for (const { s3: { bucket, object } } of event.Records) {
    const Key = decodeURIComponent(object.key.replace(/\+/g, ' '));
    const { Body } = await s3.getObject({ Bucket: bucket.name, Key });
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scan-'));
    const file = path.join(folder, 'page.png');
    let text;
    try {
      fs.writeFileSync(file, await Body.transformToByteArray(), { mode: 0o600 });
      text = execFileSync('tesseract', [file, 'stdout'], { encoding: 'utf8' });
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
    await dynamodb.putItem({
      TableName: process.env.SCANS_TABLE,
      Item: { scan: { S: object.eTag }, lines: { N: String(text.split('\n').length) } },
    });
  }
};
