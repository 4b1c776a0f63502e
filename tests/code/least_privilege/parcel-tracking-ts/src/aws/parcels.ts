import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dynamoClient } from "./clients";

const TableName = process.env["PARCELS_TABLE"];

export async function findParcel(parcel: string) {
  const { Item } = await dynamoClient().send(new GetItemCommand({ TableName, Key: marshall({ parcel }) }));
  return Item && unmarshall(Item);
}

export async function moveParcel(parcel: string, place: string) {
  await dynamoClient().send(
    new UpdateItemCommand({
      TableName,
      Key: marshall({ parcel }),
      UpdateExpression: "SET place = :p",
      ExpressionAttributeValues: marshall({ ":p": place }),
    }),
  );
}
