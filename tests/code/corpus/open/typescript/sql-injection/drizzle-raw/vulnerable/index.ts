import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { Listings } from './listings';

const listings = new Listings();

const json = (statusCode: number, body: unknown): LambdaFunctionURLResult => ({
  statusCode,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

export const handler = async (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> => {
  const { words = '', rooms = '1', town } = event.queryStringParameters ?? {};
  if (words.length < 3 || words.length > 60) return json(400, { message: 'three letters at least' });

  const found = await listings.search({ words, rooms: Number(rooms), town });
  return json(200, found);
};
