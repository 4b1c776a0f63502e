import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const BASE = process.env.CATALOGUE_URL ?? 'https://catalogue.library.example/v2/';
const HEADERS = { Accept: 'application/json', 'X-Api-Key': process.env.CATALOGUE_KEY ?? '' };

class Refused extends Error {}

function resolved(path: string): URL {
  const url = new URL(path, BASE);
  if (!url.href.startsWith('https://catalogue.library.example/v2/')) throw new Refused();
  url.searchParams.set('format', 'json');
  return url;
}

async function catalogue(path: string): Promise<unknown> {
  const answer = await fetch(resolved(path), { headers: HEADERS, redirect: 'manual' });
  if (!answer.ok) throw new Error(`the catalogue says ${answer.status}`);
  return answer.json();
}

/** GET /catalogue?path=books/17: the catalogue's own API, with our key. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const path = event.queryStringParameters?.path ?? '';
  try {
    return { statusCode: 200, body: JSON.stringify(await catalogue(path)) };
  } catch (error) {
    if (error instanceof Refused) return { statusCode: 400, body: '{"message":"that isn\'t in the catalogue"}' };
    console.error(JSON.stringify({ name: (error as Error).name }));
    return { statusCode: 502, body: '{"message":"the catalogue is away"}' };
  }
};
