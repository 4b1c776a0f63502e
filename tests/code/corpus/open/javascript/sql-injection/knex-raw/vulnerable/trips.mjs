import knex from 'knex';

const db = knex({ client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 1 } });

const FILTERS = new Map([
  ['from', 'departs_from'],
  ['to', 'arrives_at'],
  ['operator', 'operator'],
]);

class Trips {
  constructor() {
    this.query = db('trips').select('id', 'departs_at').limit(50);
  }

  matching(field, value) {
    const column = FILTERS.get(field) ?? field;
    this.query = this.query.whereRaw(`lower(${column}) = ?`, [value.toLowerCase()]); // FAULT sql-injection
    return this;
  }

  after(time) {
    this.query = this.query.where('departs_at', '>', time);
    return this;
  }
}

export async function handler(event) {
  const { after, ...filters } = event.queryStringParameters ?? {};
  const trips = new Trips().after(after ? new Date(after) : new Date());
  for (const [field, value] of Object.entries(filters)) trips.matching(field, value);
  return { statusCode: 200, body: JSON.stringify(await trips.query) };
}
