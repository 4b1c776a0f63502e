import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'
import { DynamoDB } from '@aws-sdk/client-dynamodb'

const tables = DynamoDBDocument.from(new DynamoDB({}))

function blocked (subject, words) {
  return words.some(word => subject.includes(word))
}

export const handler = async ({ Records }) => {
  for (const { Sns: { Message } } of Records) {
    const { mail, blockList } = JSON.parse(Message)
    if (!blocked(mail.subject, blockList)) continue
    await tables.update({
      TableName: process.env.MAIL_TABLE,
      Key: { id: mail.id },
      UpdateExpression: 'SET folder = :spam',
      ExpressionAttributeValues: { ':spam': 'spam' }
    })
  }
}
