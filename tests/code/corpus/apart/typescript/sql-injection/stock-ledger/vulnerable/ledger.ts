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

/** Movements of the same article cancel out more often than not. */
function merged(all: Iterable<Movement>): Movement[] {
  const sums = new Map<string, Movement>();
  for (const movement of all) {
    const key = JSON.stringify([movement.warehouse, movement.sku]);
    const sum = sums.get(key);
    if (sum) sum.delta += movement.delta;
    else sums.set(key, { ...movement });
  }
  return [...sums.values()].filter(({ delta }) => delta !== 0);
}

export async function handler(event: DynamoDBStreamEvent): Promise<void> {
  for (const { warehouse, sku, delta } of merged(movements(event))) {
    await prisma.$executeRawUnsafe(`UPDATE stock SET count = count + ${delta} WHERE warehouse = '${warehouse}' AND sku = '${sku}'`); // FAULT sql-injection
  }
}
