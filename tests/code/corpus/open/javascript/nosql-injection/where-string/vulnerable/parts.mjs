import { MongoClient } from 'mongodb';

const client = new MongoClient(process.env.MONGO_URL);
const parts = client.db('workshop').collection('parts');

const cheaper = (than) => `this.price * (1 - this.discount) < ${than}`;

const reply = (body) => ({
  statusCode: 200,
  statusDescription: '200 OK',
  isBase64Encoded: false,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const handler = async (event) => {
  const { below = '100', kind = 'screw' } = event.queryStringParameters ?? {};
  const found = await parts.find({ kind: String(kind), $where: cheaper(below) }).limit(20).toArray(); // FAULT nosql-injection
  return reply(found);
};
