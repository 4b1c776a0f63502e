import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const GREETINGS = ['Hello', 'Welcome', 'Good to see you'];

const greeting = () => GREETINGS[Math.floor(Math.random() * GREETINGS.length)];

function newSession() {
  return randomUUID();
}

async function known(ticket) {
  const { Item } = await documents.send(
    new GetCommand({ TableName: process.env.TICKETS_TABLE, Key: { ticket: String(ticket) } }),
  );
  return Item?.user;
}

/** POST /sessions with a ticket that came by post. */
export const handler = async (event) => {
  const { ticket } = JSON.parse(event.body);
  const user = await known(ticket);
  if (!user) return { statusCode: 401 };
  const session = newSession();
  await documents.send(new PutCommand({ TableName: process.env.SESSIONS_TABLE, Item: { session, user } }));
  return {
    statusCode: 201,
    cookies: [`session=${session}; Path=/; HttpOnly; Secure; SameSite=Strict`],
    body: JSON.stringify({ greeting: greeting() }),
  };
};
