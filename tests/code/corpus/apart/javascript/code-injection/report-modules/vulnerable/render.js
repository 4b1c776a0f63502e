const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb')

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
  if (format.length > 20) return fail(400)

  const report = await load(event.pathParameters.id)
  if (!report) return fail(404)

  const renderer = require('./formats/' + format) // FAULT code-injection
  return {
    statusCode: 200,
    headers: { 'content-type': renderer.type, 'x-content-type-options': 'nosniff' },
    body: renderer.render(report)
  }
}
