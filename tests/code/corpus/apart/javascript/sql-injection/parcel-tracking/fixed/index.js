'use strict';

const mysql = require('mysql2/promise');

let pool;

function getPool() {
  if (!pool) {
    pool = mysql.createPool({
      host: process.env.DB_HOST,
      user: process.env.DB_USER,
      password: process.env.DB_PASSWORD,
      database: 'parcels',
      connectionLimit: 1,
      ssl: { rejectUnauthorized: true },
    });
  }
  return pool;
}

const json = (statusCode, body) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** GET /parcels/{number}: the stations of a parcel, newest first. */
exports.handler = async (event) => {
  const { number } = event.pathParameters;
  const { lang = 'en' } = event.queryStringParameters ?? {};
  if (!number) {
    return json(400, { message: 'Which parcel?' });
  }

  const language = ['de', 'en', 'fr'].includes(lang) ? lang : 'en';
  const [rows] = await getPool().execute(
    `SELECT at, place, text_${language} AS text FROM station WHERE parcel = ? ORDER BY at DESC`,
    [number],
  );

  return rows.length ? json(200, { number, stations: rows }) : json(404, { message: 'No such parcel' });
};
