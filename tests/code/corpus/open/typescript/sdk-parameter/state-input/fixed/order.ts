import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { z } from 'zod';

const states = new SFNClient({});

const Order = z.object({
  sku: z.string().regex(/^[A-Z]{2}\d{6}$/),
  count: z.number().int().positive().max(20),
});

export const handler = async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
  const { sub } = event.requestContext.authorizer.jwt.claims;
  const order = Order.parse(JSON.parse(event.body ?? '{}'));
  const input = JSON.stringify({ customer: sub, discount: 0, skipPayment: false, ...order });
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn: process.env.ORDERS_ARN, input }),
  );
  return { statusCode: 202, body: JSON.stringify({ id: executionArn?.split(':').pop() }) };
};
