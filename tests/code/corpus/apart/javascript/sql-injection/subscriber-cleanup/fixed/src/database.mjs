import pg from 'pg'

const client = new pg.Client({ ssl: { rejectUnauthorized: true } }) // the rest is in PGHOST and friends
let connected

export async function sql (text, values) {
  connected ??= client.connect()
  await connected
  return client.query(text, values)
}
