import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const sfn = new SFNClient({});

/**
 * Starts the workflow of an order. Its states look at `article`, `count` and, above 1000 francs,
 * at `approved`, which the approval step sets.
 */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  if (!event.body || event.body.length > 10_000) {
    return { statusCode: 400, body: JSON.stringify({ message: 'an order, please' }) };
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
