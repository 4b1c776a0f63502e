const middy = require('@middy/core');
const jsonBodyParser = require('@middy/http-json-body-parser');
const validator = require('@middy/validator');
const { transpileSchema } = require('@middy/validator/transpile');
const mysql = require('mysql2/promise');

const connection = mysql.createConnection(process.env.DATABASE_URL);

const schema = {
  type: 'object',
  required: ['body'],
  properties: {
    body: {
      type: 'object',
      required: ['guide', 'month'],
      properties: {
        guide: { type: 'string', pattern: '^[A-Z][a-z]+' },
        month: { type: 'integer', minimum: 1, maximum: 12 },
      },
    },
  },
};

const tours = async ({ body: { guide, month } }) => {
  const database = await connection;
  const [rows] = await database.execute( // FAULT sql-injection
    `SELECT id, starts FROM tours WHERE guide = '${guide}' AND month(starts) = ${month}`,
  );
  return { statusCode: 200, body: JSON.stringify(rows) };
};

exports.handler = middy(tours)
  .use(jsonBodyParser())
  .use(validator({ eventSchema: transpileSchema(schema) }));
