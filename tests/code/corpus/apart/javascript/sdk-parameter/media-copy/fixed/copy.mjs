import { CopyObjectCommand, S3Client } from '@aws-sdk/client-s3'

const s3 = new S3Client({})
const { MEDIA_BUCKET } = process.env

const MAX_POSITION = 500

function number (value, most = Number.MAX_SAFE_INTEGER) {
  const parsed = Number(value)
  if (!Number.isInteger(parsed) || parsed < 0 || parsed > most) throw new RangeError('number')
  return parsed
}

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
        Key: `albums/${number(album)}/${number(position, MAX_POSITION)}`
      }))
    } catch {
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
