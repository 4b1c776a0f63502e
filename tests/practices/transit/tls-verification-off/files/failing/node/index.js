const https = require('node:https');
const { Client } = require('pg');

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // violated
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false }); // violated

exports.handler = async () => {
  const client = new Client({
    host: 'db.intern.example',
    ssl: { rejectUnauthorized: false }, // violated
  });
  await client.connect();
  https.get('https://intern.example', { agent });
  return { statusCode: 204 };
};
