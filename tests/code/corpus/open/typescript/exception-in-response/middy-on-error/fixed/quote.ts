import middy, { type MiddlewareObj } from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import { RDSData } from '@aws-sdk/client-rds-data';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';

const rds = new RDSData({});

type Event = Omit<APIGatewayProxyEventV2, 'body'> & { body: { zone: number } };

const answered = (): MiddlewareObj<Event, APIGatewayProxyResultV2> => ({
  onError: (request) => {
    console.error(request.error);
    request.response = { statusCode: 500, body: JSON.stringify({ error: 'no quote now' }) };
  },
});

async function quote(event: Event): Promise<APIGatewayProxyResultV2> {
  const { formattedRecords = '[]' } = await rds.executeStatement({
    resourceArn: process.env.CLUSTER_ARN,
    secretArn: process.env.SECRET_ARN,
    sql: 'SELECT cents FROM zones WHERE zone = :zone',
    parameters: [{ name: 'zone', value: { longValue: event.body.zone } }],
    formatRecordsAs: 'JSON',
  });
  return { statusCode: 200, body: formattedRecords };
}

export const handler = middy(quote).use(httpJsonBodyParser()).use(answered());
