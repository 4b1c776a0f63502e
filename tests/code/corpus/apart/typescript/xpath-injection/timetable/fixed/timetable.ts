import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import xpath from 'xpath';

const document = new DOMParser().parseFromString(readFileSync('timetable.xml', 'utf8'), 'text/xml') as unknown as Node;

function departures(stop: string, line: number): string[] {
  const stops = xpath.select('//line[@no=' + line + ']/stop', document) as Element[];
  const nodes = stops
    .filter((node) => node.getAttribute('name') === stop)
    .flatMap((node) => Array.from(node.getElementsByTagName('departure')));
  return nodes.map((node) => node.textContent ?? '').filter((time) => /^\d\d:\d\d$/.test(time));
}

const MINUTES = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** What still leaves today, soonest first; after midnight that is what leaves tomorrow. */
function upcoming(times: string[], now: string): string[] {
  const sorted = [...times].sort((a, b) => MINUTES(a) - MINUTES(b));
  const later = sorted.filter((time) => MINUTES(time) >= MINUTES(now));
  return (later.length > 0 ? later : sorted).slice(0, 8);
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
    body: JSON.stringify(upcoming(departures(stop, line), new Date().toISOString().slice(11, 16))),
  };
};
