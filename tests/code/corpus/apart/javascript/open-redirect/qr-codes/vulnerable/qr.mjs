// Printed QR codes carry https://q.example.com/<poster>?to=<page of ours>
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'

const db = new DynamoDBClient()
const HOME = 'https://www.example.com/'

const ours = to => to.includes('www.example.com')

async function count (poster) {
  await db.send(new UpdateItemCommand({
    TableName: process.env.POSTERS_TABLE,
    Key: { poster: { N: String(poster) } },
    UpdateExpression: 'ADD scans :one',
    ExpressionAttributeValues: { ':one': { N: '1' } }
  }))
}

export async function handler ({ rawPath, queryStringParameters: { to = HOME } = {} }) {
  const poster = Number.parseInt(rawPath.slice(1), 36)
  if (poster > 0) await count(poster)
  const location = ours(to) ? to : HOME
  return { statusCode: 302, headers: { location } } // FAULT open-redirect
}
