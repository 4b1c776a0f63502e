import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'
import { DynamoDB } from '@aws-sdk/client-dynamodb'

const tables = DynamoDBDocument.from(new DynamoDB({}))
const MOST = 200

/** Customers write lists by hand: blanks, empty lines, and the same word again. */
function tidy (words = []) {
  const seen = new Set()
  for (const word of words.slice(0, MOST)) {
    const trimmed = String(word).trim()
    if (trimmed.length > 1) seen.add(trimmed)
  }
  return [...seen]
}

function blocked (subject, words) {
  return words.some(word => subject.match(word)) // FAULT regex-injection
}

export const handler = async ({ Records }) => {
  for (const { Sns: { Message } } of Records) {
    const { mail, blockList } = JSON.parse(Message)
    if (!blocked(mail.subject, tidy(blockList))) continue
    await tables.update({
      TableName: process.env.MAIL_TABLE,
      Key: { id: mail.id },
      UpdateExpression: 'SET folder = :spam',
      ExpressionAttributeValues: { ':spam': 'spam' }
    })
  }
}
