import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3'

const s3 = new S3Client({})
const { MEDIA_BUCKET } = process.env

/** Message: { "source": { "bucket": "…", "key": "…" }, "album": 12, "position": 3 } */
export const handler = async ({ Records }) => {
  const batchItemFailures = []
  for (const { messageId, body } of Records) {
    try {
      const { source: { bucket, key }, album, position } = JSON.parse(body)
      await s3.send(new CopyObjectCommand({ // FAULT sdk-parameter
        CopySource: `${bucket}/${encodeURIComponent(key)}`,
        Bucket: MEDIA_BUCKET,
        Key: `albums/${Number(album)}/${Number(position)}`
      }))
    } catch {
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
