import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { Board, DeleteItemCommand, PutItemCommand } from "./commands.mjs";

const client = new DynamoDBClient({});

export const handler = async () => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: process.env.SEATS }));
  const board = new Board();
  for (const { id, person, left } of Items) {
    board.send(new PutItemCommand({ seat: id.S, person: person?.S }));
    if (left?.BOOL) board.send(new DeleteItemCommand({ seat: id.S }));
  }
  return board.entries();
};
