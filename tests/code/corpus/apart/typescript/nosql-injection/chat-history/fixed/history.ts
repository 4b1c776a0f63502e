import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { MongoClient, type Document } from 'mongodb';

const mongo = new MongoClient(process.env.MONGO_URI!, { tls: true, maxPoolSize: 2 });
const sockets = new ApiGatewayManagementApiClient({ endpoint: process.env.SOCKETS_URL });

interface Filter {
  author?: unknown;
  since?: unknown;
}

function stage({ author, since }: Filter): Document {
  const match: Document = {};
  if (typeof author === 'string') match.author = author;
  if (typeof since === 'number') match.at = { $gte: new Date(since) };
  return match;
}

async function history(room: string, match: Document, limit: number): Promise<Document[]> {
  const lines = mongo.db('chat').collection('lines');
  return lines
    .aggregate([{ $match: { room } }, { $match: match }, { $sort: { at: -1 } }, { $limit: limit }])
    .project({ _id: 0, at: 1, author: 1, text: 1 })
    .toArray();
}

const MAX_BYTES = 120_000;

/** A frame holds 128 kB: the oldest lines give way. */
function fitting(lines: Document[]): Document[] {
  const kept: Document[] = [];
  let size = 0;
  for (const line of lines) {
    size += Buffer.byteLength(JSON.stringify(line)) + 1;
    if (size > MAX_BYTES) break;
    kept.push(line);
  }
  return kept;
}

export const handler = async (event: APIGatewayProxyWebsocketEventV2) => {
  const { room, filter = {}, limit = 50 } = JSON.parse(event.body ?? '{}');
  const lines = await history(String(room), stage(filter), Math.min(Number(limit) || 50, 200));
  await sockets.send(
    new PostToConnectionCommand({
      ConnectionId: event.requestContext.connectionId,
      Data: JSON.stringify({ action: 'history', lines: fitting(lines) }),
    }),
  );
  return { statusCode: 200 };
};
