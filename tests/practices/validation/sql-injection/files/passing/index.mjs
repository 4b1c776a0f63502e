import { Pool } from "pg";

const pool = new Pool();

export const handler = async (event) => {
  const { customer } = event.queryStringParameters;
  const { rows } = await pool.query("SELECT id, total FROM orders WHERE customer = $1", [customer]);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
