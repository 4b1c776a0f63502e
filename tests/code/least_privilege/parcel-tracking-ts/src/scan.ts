import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { announceMove, moveParcel } from "./aws";

export const handler = async (event: APIGatewayProxyEventV2) => {
  const parcel = event.pathParameters!.parcel!;
  const { place } = JSON.parse(event.body!);
  await moveParcel(parcel, place);
  await announceMove({ parcel, place });
  return { statusCode: 204 };
};
