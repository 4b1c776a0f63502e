import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import middy from '@middy/core';
import sqsJsonBodyParser from '@middy/sqs-json-body-parser';

const run = promisify(execFile);

const jobs = () => ({
  before: ({ event, internal }) => {
    internal.jobs = event.Records.map(({ body }) => ({ site: body.site, day: new Date(body.day).toISOString().slice(0, 10) }));
  },
});

const shared = () => ({
  before: ({ context, internal }) => {
    context.jobs = internal.jobs;
  },
});

async function backup(event, { jobs: todo }) {
  for (const { site, day } of todo) {
    await run('tar', ['-czf', `/mnt/backups/${day}.tgz`, '-C', '/mnt/sites', '--', String(site).replace(/[^\w-]/g, '')]);
  }
}

export const handler = middy(backup).use(sqsJsonBodyParser()).use(jobs()).use(shared());
