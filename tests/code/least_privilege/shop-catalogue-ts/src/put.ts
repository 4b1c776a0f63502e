import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { ProductStore, type Product } from "./store";

const store = new ProductStore();

export const handler = async (event: APIGatewayProxyEventV2) => {
  const product = JSON.parse(event.body ?? "{}") as Product;
  await store.put({ ...product, pk: event.pathParameters?.id ?? product.pk });
  return { statusCode: 204 };
};
