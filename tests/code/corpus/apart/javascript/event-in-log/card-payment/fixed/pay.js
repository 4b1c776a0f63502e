const middy = require('@middy/core')
const jsonBodyParser = require('@middy/http-json-body-parser')
const validator = require('@middy/validator')
const { transpileSchema } = require('@middy/validator/transpile')
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs')

const sqs = new SQSClient({})

const schema = {
  type: 'object',
  required: ['body'],
  properties: {
    body: {
      type: 'object',
      required: ['card', 'cents'],
      additionalProperties: false,
      properties: {
        card: { type: 'string', pattern: '^[0-9]{12,19}$' },
        cents: { type: 'integer', minimum: 1, maximum: 500000 }
      }
    }
  }
}

const logging = () => ({
  before: ({ event, context }) => {
    console.log('request', context.awsRequestId, event.requestContext.http.method)
  },
  after: ({ response }) => {
    console.log('response', response.statusCode)
  }
})

async function pay ({ body }) {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.PAYMENTS_URL, MessageBody: JSON.stringify(body) }))
  return { statusCode: 202 }
}

exports.handler = middy(pay)
  .use(logging())
  .use(jsonBodyParser())
  .use(validator({ eventSchema: transpileSchema(schema) }))
