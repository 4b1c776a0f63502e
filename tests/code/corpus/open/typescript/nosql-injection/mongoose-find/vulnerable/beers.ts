import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import mongoose from 'mongoose';
import { z } from 'zod';

const Beer = mongoose.model('Beer', new mongoose.Schema({ name: String, style: String, hidden: Boolean }));
const connected = mongoose.connect(process.env.MONGO_URL ?? '', { maxPoolSize: 1 });

const Search = z.object({
  where: z.record(z.string(), z.unknown()).default({}),
  limit: z.number().int().min(1).max(100).default(20),
});

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const search = Search.safeParse(JSON.parse(event.body ?? '{}'));
  if (!search.success) return { statusCode: 422, body: '' };
  await connected;
  const beers = await Beer.find(search.data.where) // FAULT nosql-injection
    .limit(search.data.limit)
    .lean();
  return { statusCode: 200, body: JSON.stringify(beers) };
};
