const { MongoClient } = require('mongodb');
const { SignJWT } = require('jose');

const client = new MongoClient(process.env.MONGO_URI, { tls: true, maxPoolSize: 1 });
const key = () => new TextEncoder().encode(process.env.SESSION_KEY);

async function members() {
  await client.connect();
  return client.db('club').collection('members');
}

exports.handler = async (event) => {
  const { email, code } = JSON.parse(event.body);
  if (typeof email !== 'string' || typeof code !== 'string' || !email || !code) {
    return { statusCode: 400, body: JSON.stringify({ error: 'address and code' }) };
  }

  const collection = await members();
  const member = await collection.findOne({ email, code, locked: { $ne: true } });
  if (!member) {
    return { statusCode: 401, body: JSON.stringify({ error: 'address or code is wrong' }) };
  }

  const token = await new SignJWT({ roles: member.roles })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(member._id.toHexString())
    .setExpirationTime('8h')
    .sign(key());
  return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) };
};
