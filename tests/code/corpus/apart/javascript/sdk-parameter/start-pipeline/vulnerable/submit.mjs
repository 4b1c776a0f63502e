import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'

const sfn = new SFNClient({})
const db = new DynamoDBClient({})

const PRIORITIES = { low: 1, normal: 5, high: 9 }

/** A paper for the conference: submitters send them by way of the upload page's queue. */
class Paper {
  #id
  #title
  #track
  #priority

  constructor ({ id, title, track, priority = 'normal' }) {
    this.#id = Number(id)
    this.#title = title.trim()
    this.#track = track
    this.#priority = PRIORITIES[priority] ?? PRIORITIES.normal
  }

  get id () {
    return this.#id
  }

  /** What the review workflow starts with. */
  input () {
    return `{
      "paper": ${this.#id},
      "title": "${this.#title}",
      "track": "${this.#track}",
      "priority": ${Number(this.#priority)},
      "reviewers": 3
    }`
  }
}

async function submit (paper, messageId) {
  await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.REVIEW_ARN, name: messageId, input: paper.input() })) // FAULT sdk-parameter
  await db.send(new UpdateItemCommand({
    TableName: process.env.PAPERS_TABLE,
    Key: { id: { N: String(paper.id) } },
    UpdateExpression: 'SET submitted = :now',
    ExpressionAttributeValues: { ':now': { S: new Date().toISOString() } }
  }))
}

export const handler = async ({ Records }) => {
  const batchItemFailures = []
  for (const { messageId, body } of Records) {
    try {
      await submit(new Paper(JSON.parse(body)), messageId)
    } catch (error) {
      console.error('paper not submitted', messageId, error.name)
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
