import { ApiGatewayManagementApiClient, GoneException, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { APIGatewayProxyWebsocketEventV2 } from "aws-lambda";

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.PLAYERS;

const players = async (room: string): Promise<string[]> => {
  const answer = await documents.send(
    new QueryCommand({ TableName, KeyConditionExpression: "room = :r", ExpressionAttributeValues: { ":r": room } }),
  );
  return (answer.Items ?? []).map((item) => item.connection as string);
};

export const handler = async (event: APIGatewayProxyWebsocketEventV2) => {
  const { domainName, stage } = event.requestContext;
  const api = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
  const { room, move } = JSON.parse(event.body ?? "{}");
  const tell = async (connection: string) => {
    try {
      await api.send(new PostToConnectionCommand({ ConnectionId: connection, Data: JSON.stringify(move) }));
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
      await documents.send(new DeleteCommand({ TableName, Key: { room, connection } }));
    }
  };
  await Promise.all((await players(room)).map(tell));
  return { statusCode: 200 };
};
