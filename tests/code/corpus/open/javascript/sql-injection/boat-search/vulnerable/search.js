'use strict';

const mysql = require('mysql2/promise');

let pool;

function database() {
  pool ??= mysql.createPool({
    host: process.env.DB_HOST,
    user: process.env.DB_USER,
    password: process.env.DB_PASSWORD,
    database: 'boats',
    connectionLimit: 1,
  });
  return pool;
}

/** GET /boats?harbour=…&berths=… */
exports.handler = async (event) => {
  const { harbour = '', berths = '2' } = event.queryStringParameters ?? {};
  const least = Number.parseInt(berths, 10) || 2;

  const [boats] = await database().query( // FAULT sql-injection
    `SELECT id, name, cents FROM boats WHERE harbour = '${harbour}' AND berths >= ${least} ORDER BY cents`,
  );
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(boats),
  };
};
