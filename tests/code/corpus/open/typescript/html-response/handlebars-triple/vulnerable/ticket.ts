import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import { ticket } from './views';

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { holder = '', show = '' } = event.queryStringParameters ?? {};
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: ticket({ holder, show }), // FAULT html-response
  };
};
