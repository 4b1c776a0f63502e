const awsLambdaFastify = require('@fastify/aws-lambda')
const fastify = require('fastify')
const { S3Client, ListObjectsV2Command } = require('@aws-sdk/client-s3')

const s3 = new S3Client({})

async function build () {
  const app = fastify({ logger: { level: 'info' } })
  app.setErrorHandler((error, request, reply) => {
    request.log.error({ code: error.code }, 'request failed')
    reply.status(error.validation ? 400 : 500).send({ message: error.validation ? 'bad request' : 'failed' })
  })

  app.get('/albums/:album', {
    schema: { params: { type: 'object', properties: { album: { type: 'integer', minimum: 1 } } } }
  }, async request => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({
      Bucket: process.env.PICTURES_BUCKET,
      Prefix: `albums/${request.params.album}/`
    }))
    return Contents.map(({ Key }) => Key.split('/').pop())
  })
  app.get('/albums', async (request, reply) => {
    const { CommonPrefixes = [] } = await s3.send(new ListObjectsV2Command({
      Bucket: process.env.PICTURES_BUCKET,
      Prefix: 'albums/',
      Delimiter: '/'
    }))
    reply.header('cache-control', 'public, max-age=300')
    return CommonPrefixes.map(({ Prefix }) => Prefix.split('/')[1])
  })
  return app
}

const proxy = build().then(app => awsLambdaFastify(app))
exports.handler = async (event, context) => (await proxy)(event, context)
