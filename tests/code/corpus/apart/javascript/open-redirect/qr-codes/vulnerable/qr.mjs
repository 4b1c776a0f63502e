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

/** Posters are numbered in base 36, which makes for small codes. */
function posterOf (path) {
  const text = path.slice(1)
  if (!/^[0-9a-z]{1,5}$/.test(text)) return 0
  return Number.parseInt(text, 36)
}

export async function handler ({ rawPath, queryStringParameters: { to = HOME } = {} }) {
  const poster = posterOf(rawPath)
  if (poster > 0) await count(poster)
  const location = ours(to) ? to : HOME
  return { statusCode: 302, headers: { location } } // FAULT open-redirect
}
