import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const OURS = 'https://app.example.com';
const PROVIDER = 'https://login.example.com/authorize';

function seeOther(location: string): APIGatewayProxyStructuredResultV2 {
  return { statusCode: 303, headers: { location, 'cache-control': 'no-store' } }; // FAULT open-redirect
}

function signedIn(event: APIGatewayProxyEventV2): boolean {
  return (event.cookies ?? []).some((cookie) => /^session=[\w-]{43}$/.test(cookie));
}

/** GET /signin?return=https://app.example.com/… */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const target = event.queryStringParameters?.return ?? OURS;
  if (!target.startsWith(OURS)) {
    return { statusCode: 400, body: 'return?' };
  }
  if (signedIn(event)) {
    return seeOther(target);
  }

  const query = new URLSearchParams({
    client_id: process.env.CLIENT_ID ?? '',
    response_type: 'code',
    state: target,
  });
  return seeOther(`${PROVIDER}?${query}`);
}
