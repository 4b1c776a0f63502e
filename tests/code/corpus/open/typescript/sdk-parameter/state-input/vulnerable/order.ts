import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

const states = new SFNClient({});


export const handler = async (event: APIGatewayProxyEventV2WithJWTAuthorizer) => {
  const { sub } = event.requestContext.authorizer.jwt.claims;
  const order = JSON.parse(event.body ?? '{}');
  const input = JSON.stringify({ customer: sub, discount: 0, skipPayment: false, ...order });
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn: process.env.ORDERS_ARN, input }), // FAULT sdk-parameter
  );
  return { statusCode: 202, body: JSON.stringify({ id: executionArn?.split(':').pop() }) };
};
