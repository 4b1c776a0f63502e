import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import type { APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult } from 'aws-lambda';

const issuer = 'https://login.game.example/';
const keys = createRemoteJWKSet(new URL(`${issuer}keys.json`));

async function claims(token: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ['ES256'] });
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
