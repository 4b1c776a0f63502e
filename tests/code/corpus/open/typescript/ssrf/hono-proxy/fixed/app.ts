import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { logger } from 'hono/logger';
import { upstream } from './upstream';

const app = new Hono();

app.use(logger((line: string) => console.log(JSON.stringify({ line }))));

app.get('/t/:tenant/menu', async (c) => {
  const base = upstream(c.req.param('tenant'));
  const menu = await fetch(`${base}/menu.json`, { signal: AbortSignal.timeout(2500) });
  if (!menu.ok) return c.json({ message: 'no menu' }, 502);
  return c.json(await menu.json());
});

app.get('/health', (c) => c.text('ok'));

export const handler = handle(app);
