import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";

export interface Product {
  pk: string;
  category?: string;
  price: number;
}

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

export class ProductStore {
  async get(pk: string): Promise<Product | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key: { pk } }));
    return Item as Product | undefined;
  }

  async put(product: Product): Promise<void> {
    await client.send(new PutCommand({ TableName, Item: product }));
  }

  async inCategory(category: string): Promise<Product[]> {
    const answer = await client.send(
      new QueryCommand({
        TableName,
        IndexName: "category-index",
        KeyConditionExpression: "category = :c",
        ExpressionAttributeValues: { ":c": category },
      }),
    );
    return (answer.Items ?? []) as Product[];
  }

  async all(): Promise<Product[]> {
    const answer = await client.send(new ScanCommand({ TableName, Limit: 50 }));
    return (answer.Items ?? []) as Product[];
  }
}
