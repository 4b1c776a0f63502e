import middy from '@middy/core';
import type { ALBEvent, ALBResult } from 'aws-lambda';
import { MongoClient } from 'mongodb';
import qs from 'qs';

const people = new MongoClient(process.env.MONGO_URL ?? '').db('office').collection('people');

const suspicious = () => ({
  before: ({ event }: { event: ALBEvent }) => {
    const names = Object.keys(event.queryStringParameters ?? {});
    if (names.some((name) => name.includes('$'))) console.warn(JSON.stringify({ suspicious: names.length }));
  },
});

async function search(event: ALBEvent): Promise<ALBResult> {
  const query = qs.parse(new URLSearchParams(event.queryStringParameters).toString());
  const [room, team] = [query.room, query.team].map((value) => (typeof value === 'string' ? value : ''));
  const found = await people.find({ room, team, hidden: false }).project({ _id: 0, name: 1 }).toArray();
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(found) };
}

export const handler = middy(search).use(suspicious());
