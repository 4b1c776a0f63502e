import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { ProductStore } from "./store";

const store = new ProductStore();

export const handler = async (event: APIGatewayProxyEventV2) => {
  const product = await store.get(event.pathParameters?.id ?? "");
  return product ? { statusCode: 200, body: JSON.stringify(product) } : { statusCode: 404 };
};
