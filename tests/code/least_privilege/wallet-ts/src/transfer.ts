import { randomUUID } from "node:crypto";
import type { APIGatewayProxyHandlerV2 } from "aws-lambda";
import { Wallets } from "./wallets";

const wallets = new Wallets();

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { from, to, amount } = JSON.parse(event.body ?? "{}");
  if (!(Number(amount) > 0)) return { statusCode: 400 };
  const id = randomUUID();
  await wallets.transfer(id, from, to, Number(amount));
  return { statusCode: 201, body: JSON.stringify({ id }) };
};
