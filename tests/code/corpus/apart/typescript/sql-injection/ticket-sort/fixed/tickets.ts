import type { LambdaFunctionURLHandler } from 'aws-lambda'
import { Pool } from 'pg'
import { z } from 'zod'

const pool = new Pool({ max: 1, ssl: { rejectUnauthorized: true } })

const Query = z.object({
  state: z.string().default('open'),
  sort: z.enum(['opened_at', 'subject', 'priority']).default('opened_at'),
  page: z.coerce.number().int().min(0).max(1000).default(0)
})

const PAGE = 25

function reply (statusCode: number, content: unknown) {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(content)
  }
}

export const handler: LambdaFunctionURLHandler = async event => {
  const parsed = Query.safeParse(event.queryStringParameters ?? {})
  if (!parsed.success) {
    return reply(400, { error: 'check the query' })
  }

  const { state, sort, page } = parsed.data
  const text = `SELECT id, subject, opened_at FROM ticket WHERE state = $1 ORDER BY ${sort} LIMIT ${PAGE} OFFSET ${page * PAGE}`
  const { rows } = await pool.query(text, [state])
  return reply(200, { page, more: rows.length === PAGE, tickets: rows })
}
