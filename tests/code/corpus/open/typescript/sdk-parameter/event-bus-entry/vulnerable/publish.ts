import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';

const bus = new EventBridgeClient({});

const KINDS: ReadonlyMap<string, string> = new Map([
  ['typing', 'Chat Typing'],
  ['message', 'Chat Message'],
]);

interface Message {
  kind: string;
  room: number;
  text?: string;
}

function entry(message: Message, connection: string): PutEventsRequestEntry {
  const { kind, room, text = '' } = message;
  return {
    EventBusName: process.env.BUS,
    Source: 'chat',
    DetailType: KINDS.get(kind) ?? 'Chat Message',
    Detail: JSON.stringify({ room: Number(room), text: text.slice(0, 2000), connection }),
    ...message,
  };
}

export const handler = async (event: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> => {
  const { connectionId } = event.requestContext;
  const message = JSON.parse(event.body ?? '{}') as Message;
  const { FailedEntryCount } = await bus.send(
    new PutEventsCommand({ Entries: [entry(message, connectionId)] }), // FAULT sdk-parameter
  );
  return { statusCode: FailedEntryCount ? 502 : 200 };
};
