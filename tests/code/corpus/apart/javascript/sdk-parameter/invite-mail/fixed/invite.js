const { randomUUID } = require('node:crypto')
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb')
const { SESv2Client, SendEmailCommand } = require('@aws-sdk/client-sesv2')

const db = new DynamoDBClient({})
const ses = new SESv2Client({})
const FROM = process.env.FROM_ADDRESS

/** To a colleague on file, in our words: what the inviter wants to say stands in the plan. */
function mail (to, ticket) {
  const paragraphs = []
  paragraphs.push('<p>Hello,</p>')
  paragraphs.push(`<p><a href="https://plan.example.com/join/${ticket}">Join the plan</a></p>`)
  return {
    FromEmailAddress: FROM,
    Destination: { ToAddresses: [to] },
    Content: {
      Simple: {
        Subject: { Data: 'You are invited' },
        Body: { Html: { Data: paragraphs.join('\n'), Charset: 'UTF-8' } }
      }
    }
  }
}

const HOURLY = 20
let window = { started: 0, count: 0 }

/** A brake of this sandbox's own, beside the one in front of the function. */
function tooMany (now = Date.now()) {
  if (now - window.started > 3600_000) window = { started: now, count: 0 }
  window.count += 1
  return window.count > HOURLY
}

exports.handler = async (event) => {
  if (tooMany()) return { statusCode: 429 }
  const { colleague } = JSON.parse(event.body)
  const { Item } = await db.send(new GetItemCommand({
    TableName: process.env.COLLEAGUES_TABLE,
    Key: { number: { N: String(Number(colleague)) } }
  }))
  if (!Item) return { statusCode: 404 }
  await ses.send(new SendEmailCommand(mail(Item.email.S, randomUUID())))
  return { statusCode: 202 }
}
