import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import Joi from 'joi';

const sfn = new SFNClient({});

const Order = Joi.object({
  article: Joi.number().integer().positive().required(),
  count: Joi.number().integer().min(1).max(500).required(),
});

const MAX_BYTES = 10_000;

function json(statusCode: number, content: Record<string, unknown>): APIGatewayProxyResult {
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) };
}

/**
 * Starts the workflow of an order. Its states look at `article`, `count` and, above 1000 francs,
 * at `approved`, which the approval step sets.
 */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  if (!event.body || event.body.length > MAX_BYTES) {
    return json(400, { message: 'an order, please' });
  }

  const { error, value } = Order.validate(JSON.parse(event.body));
  if (error) {
    return { statusCode: 422, body: JSON.stringify({ message: 'article and count' }) };
  }
  const input = JSON.stringify({ article: value.article, count: value.count, approved: false });
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: process.env.ORDERS_ARN, input }),
  );
  return {
    statusCode: 202,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ order: executionArn?.split(':').pop() }),
  };
}
