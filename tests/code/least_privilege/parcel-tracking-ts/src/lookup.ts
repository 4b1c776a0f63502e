import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as aws from "./aws";

export const handler = async (event: APIGatewayProxyEventV2) => {
  const found = await aws.findParcel(event.pathParameters!.parcel!);
  return { statusCode: found ? 200 : 404, body: JSON.stringify(found ?? null) };
};
