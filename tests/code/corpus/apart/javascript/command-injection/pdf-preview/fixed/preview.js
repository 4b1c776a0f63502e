const { execFile } = require('node:child_process');
const { mkdtemp, readFile, rm } = require('node:fs/promises');
const os = require('node:os');
const path = require('node:path');
const { promisify } = require('node:util');
const { GetObjectCommand, PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');

const run = promisify(execFile);
const s3 = new S3Client({});

/** First page of an uploaded PDF as PNG, with its name stamped on it. */
exports.handler = async (event) => {
	for (const record of event.Records) {
		const Bucket = record.s3.bucket.name;
		const Key = decodeURIComponent(record.s3.object.key.replace(/\+/g, ' '));
		const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 60 });
		const dir = await mkdtemp(path.join(os.tmpdir(), 'pdf-'));
		const png = path.join(dir, 'page.png');
		try {
			await run('/opt/bin/pdf-still', [`--url=${url}`, `--stamp=${path.basename(Key)}`, `--out=${png}`], {
				timeout: 30000,
			});
			await s3.send(
				new PutObjectCommand({
					Bucket: process.env.PREVIEWS_BUCKET,
					Key: `${record.s3.object.sequencer}.png`,
					Body: await readFile(png),
					ContentType: 'image/png',
				}),
			);
		} finally {
			await rm(dir, { recursive: true, force: true });
		}
	}
};
