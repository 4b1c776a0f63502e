import { decodeJwt, type JWTPayload } from 'jose';
import type { APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult } from 'aws-lambda';

const issuer = 'https://login.game.example/';

async function claims(token: string): Promise<JWTPayload> {
  const payload = decodeJwt(token); // FAULT unverified-token
  if (payload.iss !== issuer || (payload.exp ?? 0) * 1000 < Date.now()) throw new Error('Unauthorized');
  return payload;
}

export const handler = async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const { sub } = await claims(event.queryStringParameters?.token ?? '');
  return {
    principalId: String(sub),
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }],
    },
  };
};
