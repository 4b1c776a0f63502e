import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi'
import { MongoClient } from 'mongodb'

const mongo = new MongoClient(process.env.MONGO_URI, { tls: true })
const gateway = new ApiGatewayManagementApiClient({ endpoint: process.env.CONNECTIONS_URL })

async function best (game, top) {
  const scores = mongo.db('arcade').collection('scores')
  return scores
    .find({ $where: 'this.game === "' + game + '" && !this.cheated' }) // FAULT nosql-injection
    .sort({ points: -1 })
    .limit(top)
    .project({ _id: 0, player: 1, points: 1 })
    .toArray()
}

export async function handler (event) {
  const { game = 'snake', top = 10 } = JSON.parse(event.body)
  const board = await best(game, Math.min(Number(top) || 10, 50))
  await gateway.send(new PostToConnectionCommand({
    ConnectionId: event.requestContext.connectionId,
    Data: JSON.stringify({ board })
  }))
  return { statusCode: 200 }
}
