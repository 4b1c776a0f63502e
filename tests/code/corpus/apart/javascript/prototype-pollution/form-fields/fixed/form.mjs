import { randomUUID } from 'node:crypto'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'

const s3 = new S3Client({})

function parse (body) {
  const tree = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/[[\]]+/).filter(Boolean)
    const last = path.pop()
    let node = tree
    for (const step of path) {
      node = node[step] ??= Object.create(null)
    }
    node[last] = value
  }
  return tree
}

export async function handler (event) {
  const body = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body
  const form = parse(body)
  await s3.send(new PutObjectCommand({
    Bucket: process.env.FORMS_BUCKET,
    Key: `${new Date().toISOString().slice(0, 10)}/${randomUUID()}.json`,
    Body: JSON.stringify(form),
    ContentType: 'application/json'
  }))
  return { statusCode: 303, headers: { location: '/thanks.html' } }
}
