import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import xpath from 'xpath';

const document = new DOMParser().parseFromString(readFileSync('timetable.xml', 'utf8'), 'text/xml') as unknown as Node;

function departures(stop: string, line: number): string[] {
  const expression = '//line[@no=' + line + "]/stop[@name='" + stop + "']/departure";
  const nodes = xpath.select(expression, document) as Element[]; // FAULT xpath-injection
  return nodes.map((node) => node.textContent ?? '').filter((time) => /^\d\d:\d\d$/.test(time));
}

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const line = Number.parseInt(event.pathParameters?.line ?? '', 10);
  const stop = event.queryStringParameters?.stop;
  if (Number.isNaN(line) || !stop) {
    return { statusCode: 400, body: '[]' };
  }
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'max-age=300' },
    body: JSON.stringify(departures(stop, line)),
  };
};
