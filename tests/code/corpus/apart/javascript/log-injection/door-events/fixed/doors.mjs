import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const db = new DynamoDBClient({});

const oneLine = (text) => String(text).replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, ' ');

/** Rule: SELECT *, topic(2) AS door FROM 'doors/+/events' */
export const handler = async (event) => {
  const door = Number.parseInt(event.door, 10);
  const kind = event.kind === 'forced' ? 'forced' : 'opened';
  const note = oneLine(event.note ?? '');

  await db.send(
    new PutItemCommand({
      TableName: process.env.EVENTS_TABLE,
      Item: {
        door: { N: String(door) },
        at: { S: new Date().toISOString() },
        kind: { S: kind },
        note: { S: note },
      },
    }),
  );

  if (kind === 'forced') {
    console.warn(`ALARM door ${door} forced, note: ${note}`);
  }
};
