import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const cognito = new CognitoIdentityProvider({});

async function load(AccessToken: string): Promise<Record<string, string>> {
  const { UserAttributes = [] } = await cognito.getUser({ AccessToken });
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value ?? '']));
}

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const token = event.headers['x-access-token'] ?? '';
  const profile = await load(token);
  return { statusCode: 200, body: JSON.stringify({ name: profile.name, mail: profile.email }) };
};
