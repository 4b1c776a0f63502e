import { DynamoDBClient, ExecuteTransactionCommand, type ParameterizedStatement } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyWebsocketEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';

const dynamodb = new DynamoDBClient({});

interface Round {
  game: string;
  scores: Record<string, number>;
}

function statements({ game, scores }: Round): ParameterizedStatement[] {
  return Object.entries(scores)
    .slice(0, 8)
    .map(([player, score]) => ({
      Statement: `UPDATE scores SET points = points + ${Number(score)} WHERE game = ? AND player = ?`,
      Parameters: [{ S: game }, { S: player }],
    }));
}

export async function handler(event: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> {
  const round: Round = JSON.parse(event.body ?? '{}');
  await dynamodb.send(
    new ExecuteTransactionCommand({
      TransactStatements: statements(round),
      ClientRequestToken: event.requestContext.messageId,
    }),
  );
  return { statusCode: 200 };
}
