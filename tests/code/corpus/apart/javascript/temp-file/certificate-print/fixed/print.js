const { mkdtempSync, rmSync, writeFileSync } = require('fs')
const { execFileSync } = require('child_process')
const { tmpdir } = require('os')
const { join } = require('path')
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3')
const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm')

const s3 = new S3Client({})
const ssm = new SSMClient({})

/** What a certificate says, always in the same order: the signature is over its bytes. */
function canonical ({ course, person, day }) {
  return JSON.stringify({
    course: Number(course),
    person: Number(person),
    day: new Date(day ?? Date.now()).toISOString().slice(0, 10)
  })
}

/** Signs course certificates. The signing tool reads its key from a file only. */
exports.handler = async ({ Records }) => {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.KEY_PARAMETER, WithDecryption: true }))
  const folder = mkdtempSync(join(tmpdir(), 'sign-'))
  const keyFile = join(folder, 'key.pem')
  try {
    writeFileSync(keyFile, Parameter.Value, { mode: 0o600, flag: 'wx' })

    for (const { messageId, body } of Records) {
      const text = canonical(JSON.parse(body))
      const signature = execFileSync('/opt/bin/sign', ['--key', keyFile, '--stdin'], { input: text })
      await s3.send(new PutObjectCommand({
        Bucket: process.env.CERTIFICATES_BUCKET,
        Key: `signed/${messageId}.json`,
        Body: JSON.stringify({ text, signature: signature.toString('base64') })
      }))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
