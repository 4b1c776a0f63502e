const { writeFileSync } = require('fs')
const { execFileSync } = require('child_process')
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3')
const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm')

const s3 = new S3Client({})
const ssm = new SSMClient({})

/** Signs course certificates. The signing tool reads its key from a file only. */
exports.handler = async ({ Records }) => {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: process.env.KEY_PARAMETER, WithDecryption: true }))
  const keyFile = `/tmp/key-${Date.now()}.pem`
  writeFileSync(keyFile, Parameter.Value) // FAULT temp-file

  for (const { messageId, body } of Records) {
    const { course, person } = JSON.parse(body)
    const text = JSON.stringify({ course: Number(course), person: Number(person) })
    const signature = execFileSync('/opt/bin/sign', ['--key', keyFile, '--stdin'], { input: text })
    await s3.send(new PutObjectCommand({
      Bucket: process.env.CERTIFICATES_BUCKET,
      Key: `signed/${messageId}.json`,
      Body: JSON.stringify({ text, signature: signature.toString('base64') })
    }))
  }
}
