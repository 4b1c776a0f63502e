import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import tar from 'tar-stream'

const s3 = new S3Client({})
const WIKI = '/mnt/wiki/pages'

function unpacker (root) {
  const extract = tar.extract()
  extract.on('entry', async (header, stream, next) => {
    if (header.type !== 'file') {
      stream.resume()
      return next()
    }
    const file = resolve(root, header.name)
    if (!file.startsWith(root)) {
      return next(new Error('an entry outside of its wiki'))
    }
    await mkdir(dirname(file), { recursive: true })
    await pipeline(stream, createWriteStream(file))
    next()
  })
  return extract
}

/** Restores a wiki from the customer's own backup: the event names its number. */
export const handler = async ({ detail }) => {
  const backup = Number(detail.backup)
  if (!Number.isSafeInteger(backup)) throw new TypeError('backup')
  const { Body } = await s3.send(new GetObjectCommand({
    Bucket: process.env.BACKUPS_BUCKET,
    Key: `uploads/${backup}.tar.gz`
  }))
  const root = resolve(WIKI, String(backup)) + sep
  await pipeline(Body, createGunzip(), unpacker(root))
}
