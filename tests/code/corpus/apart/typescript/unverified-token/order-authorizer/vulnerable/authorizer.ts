import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import jwt from 'jsonwebtoken';

const ISSUER = 'https://login.example.com/';

interface Decision {
  isAuthorized: boolean;
  context?: { customer: string };
}

const PUBLIC = new Set(['GET /catalogue', 'GET /health']);

/** Some routes are for everyone: their authorizer says yes before it looks at anything. */
function open(event: APIGatewayRequestAuthorizerEventV2): boolean {
  return PUBLIC.has(event.routeKey);
}

export async function handler(event: APIGatewayRequestAuthorizerEventV2): Promise<Decision> {
  if (open(event)) {
    return { isAuthorized: true };
  }
  const [scheme, token] = (event.headers?.authorization ?? '').split(' ');
  if (scheme !== 'Bearer' || !token) {
    return { isAuthorized: false };
  }

  const claims = jwt.decode(token); // FAULT unverified-token
  if (!claims || typeof claims === 'string' || claims.iss !== ISSUER || (claims.exp ?? 0) * 1000 < Date.now()) {
    return { isAuthorized: false };
  }
  return { isAuthorized: true, context: { customer: String(claims.sub) } };
}
