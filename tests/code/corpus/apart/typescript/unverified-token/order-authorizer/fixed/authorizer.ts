import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import jwksClient from 'jwks-rsa';

const ISSUER = 'https://login.example.com/';
const keys = jwksClient({ jwksUri: `${ISSUER}.well-known/jwks.json`, cache: true });

async function verified(token: string): Promise<JwtPayload> {
  const kid = jwt.decode(token, { complete: true })?.header.kid;
  const key = await keys.getSigningKey(kid);
  return jwt.verify(token, key.getPublicKey(), { algorithms: ['RS256'], issuer: ISSUER }) as JwtPayload;
}

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

  try {
    const claims = await verified(token);
    return { isAuthorized: true, context: { customer: String(claims.sub) } };
  } catch {
    return { isAuthorized: false };
  }
}
