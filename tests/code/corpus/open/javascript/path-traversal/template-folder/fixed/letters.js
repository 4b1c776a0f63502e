const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const Mustache = require('mustache');
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});

/** Templates of a folder, each read once. */
function templates(folder) {
  const known = new Map();
  const names = new Set(readdirSync(folder).map((file) => path.parse(file).name));
  return (name) => {
    if (!names.has(name)) throw new RangeError('no such template');
    if (!known.has(name)) {
      known.set(name, readFileSync(path.join(folder, `${name}.mustache`), 'utf8'));
    }
    return known.get(name);
  };
}

const template = templates(path.join(__dirname, 'templates'));

function letter({ kind, customer, lines = [] }) {
  const total = lines.reduce((sum, { cents }) => sum + Number(cents), 0) / 100;
  return Mustache.render(template(kind), { customer, lines, total: total.toFixed(2) });
}

exports.handler = async (event) => {
  const batchItemFailures = [];
  for (const { body, messageId } of event.Records) {
    try {
      const Body = letter(JSON.parse(body));
      await s3.send(new PutObjectCommand({ Bucket: process.env.LETTERS_BUCKET, Key: `${messageId}.html`, Body }));
    } catch {
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
