import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

interface Change {
  path: string[];
  value: string | number | boolean;
}

const documents = DynamoDBDocument.from(new DynamoDBClient({}));
const TableName = process.env.DRAWINGS_TABLE;

type Node = { [name: string]: Node | Change['value'] };

function put(root: Node, { path, value }: Change): void {
  const last = path[path.length - 1];
  let node = root;
  for (const step of path.slice(0, -1)) {
    node = (node[step] ??= {}) as Node;
  }
  node[last] = value; // FAULT prototype-pollution
}

export const handler = async (event: APIGatewayProxyWebsocketEventV2) => {
  const { drawing, changes } = JSON.parse(event.body ?? '{}') as { drawing: string; changes: Change[] };
  const { Item = {} } = await documents.get({ TableName, Key: { drawing } });
  for (const change of changes) put(Item as Node, change);
  await documents.put({ TableName, Item: { ...Item, drawing } });
  return { statusCode: 200 };
};
