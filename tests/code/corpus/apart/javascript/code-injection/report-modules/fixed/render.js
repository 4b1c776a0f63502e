const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb')

const FORMATS = new Map([
  ['csv', require('./formats/csv')],
  ['json', require('./formats/json')]
])

const db = new DynamoDBClient({})

function fail (statusCode) {
  return { statusCode, headers: { 'content-type': 'text/plain' }, body: 'sorry' }
}

async function load (id) {
  const { Item } = await db.send(new GetItemCommand({
    TableName: process.env.REPORTS_TABLE,
    Key: { id: { S: id } }
  }))
  return Item && JSON.parse(Item.data.S)
}

module.exports.handler = async function render (event) {
  const { format = 'csv' } = event.queryStringParameters || {}
  const renderer = FORMATS.get(format)
  if (!renderer) return fail(400)

  const report = await load(event.pathParameters.id)
  if (!report) return fail(404)

  return {
    statusCode: 200,
    headers: { 'content-type': renderer.type, 'x-content-type-options': 'nosniff' },
    body: renderer.render(report)
  }
}
