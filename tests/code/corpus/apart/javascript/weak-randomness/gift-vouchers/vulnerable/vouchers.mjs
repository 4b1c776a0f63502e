import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'

const db = new DynamoDBClient({})
const TABLE = process.env.VOUCHERS_TABLE
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

function voucherCode () {
  let code = ''
  for (let i = 0; i < 12; i++) {
    code += SIGNS[Math.floor(Math.random() * SIGNS.length)] // FAULT weak-randomness
  }
  return code
}

async function write (items) {
  let RequestItems = { [TABLE]: items.map(Item => ({ PutRequest: { Item } })) }
  for (let attempt = 0; Object.keys(RequestItems).length > 0; attempt++) {
    if (attempt === 6) throw new Error('vouchers not written')
    if (attempt > 0) await wait(2 ** attempt * 50 * (1 + Math.random()))
    const { UnprocessedItems } = await db.send(new BatchWriteItemCommand({ RequestItems }))
    RequestItems = UnprocessedItems
  }
}

export const handler = async ({ detail }) => {
  const count = Math.min(Number(detail.count), 25)
  const cents = Number(detail.cents)
  await write(Array.from({ length: count }, () => ({ code: { S: voucherCode() }, cents: { N: String(cents) } })))
}
