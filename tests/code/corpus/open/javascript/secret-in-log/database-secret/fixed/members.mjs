import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import pg from 'pg';

const secrets = new SecretsManagerClient({});
let client;

async function connect() {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET_ARN }));
  const { host, username, password } = JSON.parse(SecretString);
  const settings = { host, user: username, password, database: 'club', ssl: true };
  console.log('connecting', JSON.stringify({ host, user: username }));
  client = new pg.Client(settings);
  await client.connect();
}

export const handler = async () => {
  if (!client) await connect();
  const { rows } = await client.query('SELECT count(*)::int AS members FROM members');
  return { statusCode: 200, body: JSON.stringify(rows[0]) };
};
