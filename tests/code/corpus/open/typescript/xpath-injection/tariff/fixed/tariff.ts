import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import xpath from 'xpath';

const tariffs = new DOMParser().parseFromString(readFileSync('tariffs.xml', 'utf8'), 'text/xml');

const plain = (text: string): string => text.replace(/[^a-z0-9]/gi, '');

function cents(zone: string, kind: string): number {
  return Number(xpath.select1(`number(//zone[@id='${plain(zone)}']/fare[@kind='${plain(kind)}'])`, tariffs as never));
}

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const { zone, kind } = event.pathParameters as { zone: string; kind: string };
  const fare = cents(zone, kind);
  if (Number.isNaN(fare)) return { statusCode: 404 };
  return { statusCode: 200, body: JSON.stringify({ fare }) };
};
