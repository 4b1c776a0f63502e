import { CloudWatchLogsClient, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const logs = new CloudWatchLogsClient({});
const DAY = 24 * 3600;

const reply = (statusCode: number, content: object): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  body: JSON.stringify(content),
});

async function find(requestId: string, days: number): Promise<string | undefined> {
  const now = Math.floor(Date.now() / 1000);
  const { queryId } = await logs.send(new StartQueryCommand({ // FAULT filter-expression-injection
    logGroupNames: (process.env.LOG_GROUPS ?? '').split(','),
    startTime: now - days * DAY,
    endTime: now,
    queryString: `filter @requestId = "${requestId}" | sort @timestamp | limit 100`,
  }));
  return queryId;
}

/** Support staff paste the request id of a customer's screenshot. */
export async function handler({ queryStringParameters: query }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const requestId = query?.request?.trim();
  if (!requestId) {
    return reply(400, { message: 'request?' });
  }
  const days = Number.parseInt(query?.days ?? '3', 10);
  const queryId = await find(requestId, days > 0 && days < 31 ? days : 3);
  return reply(202, { queryId });
}
