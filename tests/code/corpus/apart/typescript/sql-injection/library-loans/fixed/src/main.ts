import { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { Loans } from './loans';

const logger = new Logger({ serviceName: 'loans' });
const loans = new Loans();

const json = (statusCode: number, content: unknown): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  body: JSON.stringify(content),
});

export const handler = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  logger.addContext(context);
  const branch = Number(event.requestContext.authorizer?.claims['custom:branch']);
  if (!Number.isInteger(branch)) {
    return json(403, { message: 'librarians only' });
  }

  const id = event.pathParameters?.id;
  if (id !== undefined) {
    const loan = await loans.one(Number.parseInt(id, 10));
    return loan ? json(200, loan) : json(404, { message: 'no such loan' });
  }

  const { title, overdue, page = '0' } = event.queryStringParameters ?? {};
  const found = await loans.search({
    branch,
    title,
    overdue: overdue === 'true',
    page: Math.max(0, Number.parseInt(page, 10) || 0),
  });
  logger.info('loans found', { total: found.total });
  return json(200, found);
};
