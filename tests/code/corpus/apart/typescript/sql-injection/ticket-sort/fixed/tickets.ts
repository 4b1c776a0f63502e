import type { LambdaFunctionURLHandler } from 'aws-lambda'
import { Pool } from 'pg'
import { z } from 'zod'

const pool = new Pool({ max: 1, ssl: { rejectUnauthorized: true } })

const Query = z.object({
  state: z.string().default('open'),
  sort: z.enum(['opened_at', 'subject', 'priority']).default('opened_at'),
  page: z.coerce.number().int().min(0).max(1000).default(0)
})

export const handler: LambdaFunctionURLHandler = async event => {
  const parsed = Query.safeParse(event.queryStringParameters ?? {})
  if (!parsed.success) {
    return { statusCode: 400, body: JSON.stringify({ error: 'check the query' }) }
  }

  const { state, sort, page } = parsed.data
  const text = `SELECT id, subject, opened_at FROM ticket WHERE state = $1 ORDER BY ${sort} LIMIT 25 OFFSET ${page * 25}`
  const { rows } = await pool.query(text, [state])
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(rows) }
}
