import awsLambdaFastify from '@fastify/aws-lambda';
import Fastify from 'fastify';
import { Requests } from './requests';

const app = Fastify();
const requests = new Requests(process.env.DATABASE_URL ?? '');

interface Query {
  Querystring: { status?: string; page?: number };
}

app.get<Query>(
  '/requests',
  {
    schema: {
      querystring: {
        type: 'object',
        properties: { status: { type: 'string' }, page: { type: 'integer', minimum: 0 } },
      },
    },
  },
  async ({ query: { status = 'open', page = 0 } }) => requests.list(status, page),
);

export const handler = awsLambdaFastify(app);
