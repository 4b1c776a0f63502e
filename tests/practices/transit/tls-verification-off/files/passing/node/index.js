const https = require('node:https');
const { Client } = require('pg');

const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: true });

exports.handler = async () => {
  const client = new Client({ host: 'db.intern.example', ssl: { ca: process.env.CA } });
  await client.connect();
  https.get('https://intern.example', { agent });
  return { statusCode: 204 };
};
