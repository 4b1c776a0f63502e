import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { ProductStore } from "./store";

const store = new ProductStore();

export const handler = async (event: APIGatewayProxyEventV2) => {
  const category = event.queryStringParameters?.category;
  const found = category ? await store.inCategory(category) : await store.all();
  return { statusCode: 200, body: JSON.stringify(found) };
};
