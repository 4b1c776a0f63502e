import { createReadStream, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import awsLambdaFastify from '@fastify/aws-lambda';
import Fastify from 'fastify';

const app = Fastify();
const FILES = '/mnt/share';

app.get('/files', async (request, reply) => {
  const { name = '' } = request.query;
  if (name.includes('..')) return reply.code(400).send();

  const file = join(FILES, basename(decodeURIComponent(name)));
  if (!existsSync(file)) return reply.code(404).send();
  reply.type('application/octet-stream');
  return reply.send(createReadStream(file));
});

app.get('/files/:id/size', async (request) => ({ id: Number(request.params.id) }));

export const handler = awsLambdaFastify(app);
