import { Pool, type QueryResultRow } from 'pg';

let pool: Pool | undefined;

/** One connection a sandbox: Lambda runs one request at a time. */
function connections(): Pool {
  pool ??= new Pool({ max: 1, idleTimeoutMillis: 60_000, ssl: { rejectUnauthorized: true } });
  return pool;
}

export async function select<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await connections().query<Row>(text, values);
  return rows;
}
