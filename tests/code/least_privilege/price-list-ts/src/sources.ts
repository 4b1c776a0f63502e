import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

export interface PriceSource {
  get(article: string): Promise<number>;
}

export class BucketSource implements PriceSource {
  private readonly s3 = new S3Client({});

  async get(article: string): Promise<number> {
    const object = await this.s3.send(new GetObjectCommand({ Bucket: process.env.PRICES, Key: `${article}.price` }));
    return Number(await object.Body?.transformToString());
  }
}

export class FixedSource implements PriceSource {
  constructor(private readonly prices: ReadonlyMap<string, number>) {}

  async get(article: string): Promise<number> {
    return this.prices.get(article) ?? Number.NaN;
  }
}

export type Connect = (client: DynamoDBClient) => PriceSource;
