import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb'
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns'

const db = new DynamoDBClient({})
const sns = new SNSClient({})

const { TABLE = 'articles', TOPIC_ARN = '' } = process.env

async function titles (section) {
  const { Items } = await db.send(new QueryCommand({
    TableName: TABLE,
    KeyConditionExpression: '#section = :section',
    ExpressionAttributeNames: { '#section': 'section' },
    ExpressionAttributeValues: { ':section': { S: section } },
    ScanIndexForward: false,
    Limit: 5
  }))
  return Items.map(item => item.title.S)
}

/** Monday morning's mail: five titles of each section, newest first. */
function format (sections, lists) {
  const blocks = []
  sections.forEach((section, i) => {
    if (lists[i].length === 0) return
    blocks.push([section.toUpperCase(), ...lists[i]].join('\n  '))
  })
  return blocks.join('\n\n')
}

export const handler = async () => {
  const sections = process.env.SECTIONS.split(',') // FAULT environment-without-default
  const lists = await Promise.all(sections.map(titles))
  const Message = format(sections, lists) || 'Nothing new this week.'
  await sns.send(new PublishCommand({ TopicArn: TOPIC_ARN, Subject: 'This week', Message }))
}
