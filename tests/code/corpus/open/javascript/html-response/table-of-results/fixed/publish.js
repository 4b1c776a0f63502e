const { parse } = require('csv-parse/sync');
const { S3Client, GetObjectCommand, PutObjectCommand } = require('@aws-sdk/client-s3');

const s3 = new S3Client({});

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

/** A run's times, as a club uploads them, become the page of the run. */
function page(title, runners) {
  let rows = '';
  for (const { rank, name, time } of runners) {
    rows += `<tr><td>${Number(rank)}</td><td>${escaped(name)}</td><td>${escaped(time)}</td></tr>\n`;
  }
  return `<!doctype html><title>${escaped(title)}</title><table>\n${rows}</table>`;
}

exports.handler = async (event) => {
  for (const { s3: { bucket, object } } of event.Records) {
    const key = decodeURIComponent(object.key.replace(/\+/g, ' '));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: key }));
    const runners = parse(await Body.transformToString(), { columns: true, trim: true });
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.SITE_BUCKET,
        Key: `runs/${object.eTag}.html`,
        ContentType: 'text/html; charset=utf-8',
        Body: page(key, runners),
      }),
    );
  }
};
