import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import validator from '@middy/validator';
import { transpileSchema } from '@middy/validator/transpile';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { QueryTypes, Sequelize } from 'sequelize';

const sequelize = new Sequelize(process.env.DATABASE_URL!, {
  dialect: 'postgres',
  logging: false,
  pool: { max: 1, min: 0 },
  dialectOptions: { ssl: { rejectUnauthorized: true } },
});

interface Person {
  id: number;
  name: string;
  room: string;
}

const schema = {
  type: 'object',
  properties: {
    queryStringParameters: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 2 } },
    },
  },
};

async function search(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const name = event.queryStringParameters!.name!;
  const people = await sequelize.query<Person>(`SELECT id, name, room FROM person WHERE name ILIKE '%${name}%' LIMIT 20`, { type: QueryTypes.SELECT }); // FAULT sql-injection
  return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(people) };
}

export const handler = middy(search)
  .use(validator({ eventSchema: transpileSchema(schema) }))
  .use(httpErrorHandler());
