import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { MongoClient } from 'mongodb';

interface Board {
  _id: string;
  title?: string;
  colour?: string;
  owner: string;
}

const boards = new MongoClient(process.env.MONGO_URL ?? '').db('boards').collection<Board>('boards');

export const handler = async (event: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> => {
  const { board, changes } = JSON.parse(event.body ?? '{}') as { board: string; changes: Record<string, string> };
  const update: Record<string, object> = { $currentDate: { changed: true } };
  update.$set = { ...changes };
  await boards.updateOne({ _id: String(board) }, update); // FAULT nosql-injection
  return { statusCode: 200 };
};
