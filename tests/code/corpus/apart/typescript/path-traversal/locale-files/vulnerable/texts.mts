import { readFile } from 'node:fs/promises'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

const LANGUAGES = ['de', 'en', 'fr', 'it'] as const
type Language = (typeof LANGUAGES)[number]

const known = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text)

function language (event: APIGatewayProxyEventV2): string {
  const wanted = event.queryStringParameters?.lang ?? event.headers['accept-language']?.slice(0, 2) ?? 'en'
  if (!known(wanted)) {
    console.warn('a language that we do not have was asked for')
  }
  return wanted
}

const DAY = 24 * 3600

function cacheable (body: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': `public, max-age=${DAY}`, vary: 'accept-language' },
    body
  }
}

export async function handler (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  try {
    const body = await readFile(`./locales/${language(event)}/texts.json`, 'utf8') // FAULT path-traversal
    return cacheable(body)
  } catch {
    return { statusCode: 404 }
  }
}
