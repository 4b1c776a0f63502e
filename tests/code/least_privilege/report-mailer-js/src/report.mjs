import { Readable } from "node:stream";
import { GetObjectCommand, S3 } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { rows } from "./rows.mjs";

const client = new S3();
const { REPORTS_BUCKET: Bucket } = process.env;

export async function handler() {
  const Key = `weekly/${new Date().toISOString().slice(0, 10)}.csv`;
  const upload = new Upload({ client, params: { Bucket, Key, Body: Readable.from(rows()) } });
  await upload.done();
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key }), { expiresIn: 3600 });
  return { url };
}
