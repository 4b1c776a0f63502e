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

export const handler = async () => {
  const sections = (process.env.SECTIONS ?? 'news,culture').split(',')
  const lists = await Promise.all(sections.map(titles))
  const Message = sections.map((section, i) => [section, ...lists[i]].join('\n  ')).join('\n\n')
  await sns.send(new PublishCommand({ TopicArn: TOPIC_ARN, Subject: 'This week', Message }))
}
