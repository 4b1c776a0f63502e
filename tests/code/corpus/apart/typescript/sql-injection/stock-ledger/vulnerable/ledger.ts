import { PrismaClient } from '@prisma/client';
import type { DynamoDBStreamEvent } from 'aws-lambda';

const prisma = new PrismaClient();

type Movement = { warehouse: string; sku: string; delta: number };

function* movements(event: DynamoDBStreamEvent): Generator<Movement> {
  for (const { dynamodb } of event.Records) {
    const image = dynamodb?.NewImage;
    if (!image) continue;
    yield {
      warehouse: image.warehouse.S ?? '',
      sku: image.sku.S ?? '',
      delta: Number(image.delta.N),
    };
  }
}

export async function handler(event: DynamoDBStreamEvent): Promise<void> {
  for (const { warehouse, sku, delta } of movements(event)) {
    await prisma.$executeRawUnsafe(`UPDATE stock SET count = count + ${delta} WHERE warehouse = '${warehouse}' AND sku = '${sku}'`); // FAULT sql-injection
  }
}
