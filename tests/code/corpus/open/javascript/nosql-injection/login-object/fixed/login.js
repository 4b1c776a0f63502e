const { MongoClient } = require('mongodb');
const { randomBytes } = require('node:crypto');

const client = new MongoClient(process.env.MONGO_URL, { maxPoolSize: 1 });

/** POST /login with the code that came by mail. */
exports.handler = async (event) => {
  const { mail, code } = JSON.parse(event.body);
  if (typeof mail !== 'string' || typeof code !== 'string') return { statusCode: 400 };

  const codes = client.db('club').collection('codes');
  const found = await codes.findOneAndDelete({ mail, code, until: { $gt: new Date() } });
  if (found === null) return { statusCode: 401 };

  const session = randomBytes(24).toString('base64url');
  await client.db('club').collection('sessions').insertOne({ session, member: found.member });
  return { statusCode: 204, cookies: [`session=${session}; Path=/; HttpOnly; Secure; SameSite=Strict`] };
};
