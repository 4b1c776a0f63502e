import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'

const bedrock = new BedrockRuntimeClient({})
const db = new DynamoDBClient({})

const SEASONS = ['winter', 'spring', 'summer', 'autumn']

const LANGUAGES = new Map([['de', 'German'], ['fr', 'French'], ['it', 'Italian']])

function prompt ({ language, roses }) {
  const name = LANGUAGES.get(language.S) ?? 'English'
  return `Say in ${name} that ${Number.parseInt(roses.N, 10)} roses are left this week, in one friendly sentence.`
}

export const handler = async ({ Records }) => {
  for (const { eventName, dynamodb: { NewImage } } of Records) {
    if (eventName !== 'INSERT') continue
    const { output } = await bedrock.send(new ConverseCommand({
      modelId: process.env.MODEL_ID,
      messages: [{ role: 'user', content: [{ text: prompt(NewImage) }] }],
      inferenceConfig: { maxTokens: 500, temperature: 0 }
    }))
    await db.send(new UpdateItemCommand({
      TableName: process.env.POSTS_TABLE,
      Key: { id: NewImage.id },
      UpdateExpression: 'SET translated = :t, season = :s',
      ExpressionAttributeValues: {
        ':t': { S: output.message.content[0].text },
        ':s': { S: SEASONS[Math.floor((new Date().getMonth() % 12) / 3)] }
      }
    }))
  }
}
