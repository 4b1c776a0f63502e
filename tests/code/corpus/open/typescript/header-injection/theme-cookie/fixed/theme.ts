import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { serialize } from 'cookie';

const THEMES = new Set(['light', 'dark', 'sepia']);

function cookie(name: string, value: string): string {
  return serialize(name, value, { path: '/', httpOnly: true, secure: true });
}

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const { theme, large } = JSON.parse(event.body ?? '{}') as { theme: string; large?: boolean };
  if (!THEMES.has(theme.split(';')[0])) return { statusCode: 400, body: '' };
  return {
    statusCode: 204,
    multiValueHeaders: {
      'Set-Cookie': [cookie('theme', theme), cookie('large', large === true ? '1' : '0')],
    },
    body: '',
  };
};
