import type { ALBEvent, ALBResult } from 'aws-lambda';
import { request } from 'undici';

const ORIGIN = 'https://assets.internal.example.com/v3/';

const NAME = /^[\w-]{1,60}\.json$/;
const address = (name: string): URL => new URL(name, ORIGIN);

function text(statusCode: number, body: string): ALBResult {
  return { statusCode, statusDescription: String(statusCode), isBase64Encoded: false, headers: { 'Content-Type': 'text/plain' }, body };
}

export async function handler(event: ALBEvent): Promise<ALBResult> {
  const name = decodeURIComponent(event.queryStringParameters?.name ?? '');
  if (!NAME.test(name)) {
    return text(404, 'no such asset');
  }

  const { statusCode, body } = await request(address(name), { headersTimeout: 3000, bodyTimeout: 3000 });
  const content = await body.text();
  if (statusCode !== 200) {
    return text(502, 'asset store not available');
  }
  return {
    statusCode: 200,
    statusDescription: '200 OK',
    isBase64Encoded: false,
    headers: { 'Content-Type': 'application/json' },
    body: content,
  };
}
