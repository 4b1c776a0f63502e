import { sql } from './database.mjs'

const REASONS = new Set(['General', 'NoEmail', 'Suppressed'])

export async function removeSubscriber (address, subType) {
  const reason = REASONS.has(subType) ? subType : 'Other'
  const { rowCount } = await sql("DELETE FROM subscriber WHERE lower(email) = '" + address.toLowerCase() + "'")
  if (rowCount > 0) {
    await sql('INSERT INTO removal (reason, at) VALUES ($1, now())', [reason])
  }
  return rowCount
}
