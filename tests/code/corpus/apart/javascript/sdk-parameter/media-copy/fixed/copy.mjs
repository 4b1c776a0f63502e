import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3'

const s3 = new S3Client({})
const { MEDIA_BUCKET } = process.env

const UPLOAD = /^[0-9a-f]{32}$/

/** Message: { "source": { "upload": "…" }, "album": 12, "position": 3 } */
export const handler = async ({ Records }) => {
  const batchItemFailures = []
  for (const { messageId, body } of Records) {
    try {
      const { source: { upload }, album, position } = JSON.parse(body)
      if (!UPLOAD.test(upload)) throw new RangeError('upload')
      await s3.send(new CopyObjectCommand({
        CopySource: `${MEDIA_BUCKET}/uploads/${upload}`,
        Bucket: MEDIA_BUCKET,
        Key: `albums/${Number(album)}/${Number(position)}`
      }))
    } catch {
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
