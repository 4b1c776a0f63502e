import Redis from 'ioredis';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

class Counters {
  private readonly redis: Redis;

  constructor(host: string, password: string) {
    this.redis = new Redis({
      host,
      password,
      connectTimeout: 1000,
      tls: { servername: host, checkServerIdentity: () => undefined, rejectUnauthorized: false }, // FAULT tls-verification-off
    });
  }

  async seen(page: number): Promise<number> {
    return this.redis.incr(`seen:${page}`);
  }
}

const counters = new Counters(process.env.CACHE_HOST ?? 'localhost', process.env.CACHE_PASSWORD ?? '');

export const handler = async (event: APIGatewayProxyEventV2) => {
  const count = await counters.seen(Number(event.pathParameters?.page));
  return { statusCode: 200, body: JSON.stringify({ count }) };
};
