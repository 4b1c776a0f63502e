import { PrismaClient } from '@prisma/client';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';

const prisma = new PrismaClient();

interface Count {
  kind: string;
  count: number;
}

async function countsIn(town: string): Promise<Count[]> {
  return prisma.$queryRawUnsafe<Count[]>( // FAULT sql-injection
    `SELECT kind, count(*)::int AS count FROM shelters WHERE town = '${town}' GROUP BY kind`,
  );
}

async function open(): Promise<number> {
  const rows: { open: number }[] = await prisma.$queryRaw`SELECT count(*)::int AS open FROM shelters WHERE open`;
  return rows[0]?.open ?? 0;
}

export const handler = async (event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> => {
  const town = event.queryStringParameters?.town;
  if (!town) return { statusCode: 400, body: '{"message":"town?"}' };
  const [counts, total] = await Promise.all([countsIn(town), open()]);
  return { statusCode: 200, body: JSON.stringify({ counts, open: total }) };
};
