import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const sfn = new SFNClient({});

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

  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: process.env.ORDERS_ARN, input: event.body }), // FAULT sdk-parameter
  );
  return {
    statusCode: 202,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ order: executionArn?.split(':').pop() }),
  };
}
