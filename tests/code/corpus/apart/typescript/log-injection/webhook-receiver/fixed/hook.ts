import { createHmac, timingSafeEqual } from 'node:crypto';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';

const bus = new EventBridgeClient({});

function valid(event: LambdaFunctionURLEvent, body: Buffer): boolean {
  const expected = createHmac('sha256', process.env.HOOK_KEY ?? '').update(body).digest();
  const given = Buffer.from(event.headers['x-signature'] ?? '', 'hex');
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Our own clock decides: a hook that was signed long ago is somebody's recording. */
function fresh(event: LambdaFunctionURLEvent, now = Date.now()): boolean {
  const sent = Number(event.headers['x-sent-at']);
  return Math.abs(now - sent) < 5 * 60_000;
}

export async function handler(event: LambdaFunctionURLEvent): Promise<LambdaFunctionURLResult> {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (!valid(event, body)) {
    console.warn('bad signature on a hook of ' + body.length + ' bytes');
    return { statusCode: 401 };
  }

  if (!fresh(event)) {
    return { statusCode: 410 };
  }
  await bus.send(
    new PutEventsCommand({
      Entries: [{ Source: 'webhook', DetailType: 'Received', Detail: body.toString(), EventBusName: process.env.BUS }],
    }),
  );
  return { statusCode: 204 };
}
