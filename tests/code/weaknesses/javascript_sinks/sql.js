//# a client of a pool, released in the end
const { Pool } = require('pg');
const pool = new Pool();
exports.handler = async (event) => {
  const client = await pool.connect();
  try {
    const { name } = event.queryStringParameters ?? {};
    const { rows } = await client.query("SELECT * FROM users WHERE name = '" + name + "'"); //! sql-injection
    return { statusCode: 200, body: JSON.stringify(rows) };
  } finally {
    client.release();
  }
};

//# a sort order with defaults
const mysql = require('mysql2/promise');
exports.handler = async (event) => {
  const { sort = 'id', dir = 'asc' } = event.queryStringParameters || {};
  const connection = await mysql.createConnection({ host: process.env.HOST });
  const [rows] = await connection.execute(`SELECT id, name FROM items ORDER BY ${sort} ${dir}`); //! sql-injection
  return { statusCode: 200, body: JSON.stringify(rows) };
};

//# conditions out of the entries of a filter
import pg from 'pg';
const db = new pg.Pool();
const where = Object.entries(body.filter).map(([key, value]) => `${key} = '${value}'`).join(' AND ');
await db.query(`SELECT * FROM t WHERE ${where}`); //! sql-injection

//# a list in a condition
import pg from 'pg';
const db = new pg.Pool();
await db.query(`DELETE FROM t WHERE id IN (${body.ids.join(',')})`); //! sql-injection
await db.query(`DELETE FROM t WHERE id IN (${body.ids.map((id) => `'${id}'`).join(', ')})`); //! sql-injection

//# a format of the util module
const util = require('util');
const pg = require('pg');
const db = new pg.Pool();
await db.query(util.format("SELECT * FROM t WHERE a = '%s'", q)); //! sql-injection

//# promises in a chain
const { Pool } = require('pg');
const pool = new Pool();
return pool.connect().then((client) => client.query(`SELECT * FROM t WHERE a = '${q}'`)).then((r) => r.rows); //! sql-injection

//# a repository class over a pool
const { Pool } = require('pg');
class Repository {
  constructor(pool) { this.pool = pool; }
  async byStatus(status) {
    const sql = `SELECT * FROM orders WHERE status = '${status}'`;
    return this.pool.query(sql); //! sql-injection
  }
}
const repository = new Repository(new Pool());
module.exports.handler = async (event) => repository.byStatus(event.pathParameters.status);

//# raw parts in tagged templates
import { PrismaClient, Prisma } from '@prisma/client';
const prisma = new PrismaClient();
await prisma.$queryRaw`SELECT * FROM t ORDER BY ${Prisma.raw(q)}`; //! sql-injection
await prisma.$executeRawUnsafe('UPDATE t SET a = 1 WHERE b = ' + q); //! sql-injection

//# raw parts of drizzle
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql } from 'drizzle-orm';
const db = drizzle(process.env.URL);
await db.execute(sql.raw(`SELECT * FROM t WHERE a = '${q}'`)); //! sql-injection
await db.execute(sql`SELECT * FROM t ORDER BY ${sql.raw(q)}`); //! sql-injection

//# ts: a builder with a condition as text
import { DataSource } from 'typeorm';
import { User } from './user';
const source = new DataSource({ type: 'postgres' });
export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const name: string = event.queryStringParameters!.name!;
  const users = await source.getRepository(User).createQueryBuilder('u').where(`u.name = '${name}'`).getMany(); //! sql-injection
  const rows = await source.query(`SELECT * FROM users WHERE name = '${name}'`); //! sql-injection
  return { statusCode: 200, body: JSON.stringify({ users, rows }) };
};

//# a literal for sequelize
import { Sequelize, QueryTypes } from 'sequelize';
const sequelize = new Sequelize(process.env.URL);
const User = sequelize.define('User', {});
await User.findAll({ order: sequelize.literal(`${q} DESC`) }); //! sql-injection
await sequelize.query(`SELECT * FROM users WHERE name LIKE '%${q}%'`, { type: QueryTypes.SELECT }); //! sql-injection

//# the data API's client
const data = require('data-api-client')({ secretArn: process.env.SECRET, resourceArn: process.env.CLUSTER });
await data.query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
await data.query('SELECT * FROM t WHERE a = :q', { q });

//# serverless-mysql
const mysql = require('serverless-mysql')({ config: {} });
await mysql.query(`SELECT * FROM t WHERE a = ${q}`); //! sql-injection
await mysql.query('SELECT * FROM t WHERE a = ?', [q]);

//# warehouses
import snowflake from 'snowflake-sdk';
import { BigQuery } from '@google-cloud/bigquery';
import { createClient } from '@clickhouse/client';
const connection = snowflake.createConnection({});
connection.execute({ sqlText: `SELECT * FROM t WHERE a = '${q}'`, complete: () => {} }); //! sql-injection
await new BigQuery().query({ query: `SELECT * FROM t WHERE a = '${q}'` }); //! sql-injection
await new BigQuery().query({ query: 'SELECT * FROM t WHERE a = @q', params: { q } });
await createClient({}).query({ query: `SELECT * FROM t WHERE a = '${q}'` }); //! sql-injection

//# a format that quotes, and a part that it doesn't
import format from 'pg-format';
import pg from 'pg';
const db = new pg.Pool();
await db.query(format('SELECT %I FROM t WHERE a = %L', q, body.a));
await db.query(format('SELECT * FROM t WHERE a = %s', q)); //! sql-injection

//# knex with raw text
import knexFactory from 'knex';
const knex = knexFactory({ client: 'pg' });
await knex('t').select(knex.raw(`count(${q})`)); //! sql-injection
await knex.select('*').from('t').whereRaw('name = \'' + q + '\''); //! sql-injection

//# a statement that grows
import pg from 'pg';
const db = new pg.Pool();
let sql = 'SELECT * FROM t WHERE 1 = 1';
const values = [];
if (body.name) { values.push(body.name); sql += ` AND name = $${values.length}`; }
await db.query(sql, values);
if (body.since) sql = sql.concat(" AND since > '", body.since, "'");
await db.query(sql, values); //! sql-injection

//# placeholders for a list
import mysql from 'mysql2/promise';
const db = mysql.createPool({});
const marks = body.ids.map(() => '?').join(', ');
await db.execute(`SELECT * FROM t WHERE id IN (${marks})`, body.ids);
const numbered = body.ids.map((_, i) => `$${i + 1}`).join(',');
await db.query(`SELECT * FROM t WHERE id IN (${numbered})`, body.ids);
await db.query(`INSERT INTO t VALUES ${Array(body.rows.length).fill('(?, ?)').join(',')}`, body.rows.flat());

//# a set of columns
import pg from 'pg';
const db = new pg.Pool();
const SORTABLE = new Set(['name', 'created_at']);
const column = SORTABLE.has(q) ? q : 'name';
const direction = body.dir?.toLowerCase() === 'desc' ? 'DESC' : 'ASC';
await db.query(`SELECT * FROM t ORDER BY ${column} ${direction}`);

//# a column by a switch
import pg from 'pg';
const db = new pg.Pool();
let column;
switch (q) {
  case 'name':
  case 'date':
    column = q;
    break;
  default:
    column = 'id';
}
await db.query(`SELECT * FROM t ORDER BY ${column}`);

//# a column by a function with early returns
const { Pool } = require('pg');
const pool = new Pool();
function columnFor(name) {
  if (name === 'price') return 'price_cents';
  if (name === 'name') return name;
  return 'id';
}
exports.handler = async (event) => {
  const rows = await pool.query(`SELECT * FROM t ORDER BY ${columnFor(event.queryStringParameters?.sort)}`);
  return { statusCode: 200, body: JSON.stringify(rows) };
};

//# ts: an enum is asked
import { Pool } from 'pg';
enum Column { Name = 'name', Price = 'price' }
const pool = new Pool();
export const handler = async (event: APIGatewayProxyEvent) => {
  const sort = event.queryStringParameters?.sort ?? '';
  if (!Object.values(Column).includes(sort as Column)) {
    return { statusCode: 400, body: 'bad sort' };
  }
  return pool.query(`SELECT * FROM t ORDER BY ${sort}`);
};

//# ts: a guard of a union
import { Pool } from 'pg';
const COLUMNS = ['name', 'price'] as const;
type Column = (typeof COLUMNS)[number];
const isColumn = (value: unknown): value is Column => COLUMNS.includes(value as Column);
const pool = new Pool();
export const handler = async (event: APIGatewayProxyEvent) => {
  const sort = event.queryStringParameters?.sort;
  if (!isColumn(sort)) throw new Error('bad sort');
  return pool.query(`SELECT * FROM t ORDER BY ${sort}`);
};

//# ts: a function that asserts
import { Pool } from 'pg';
const COLUMNS: ReadonlySet<string> = new Set(['name', 'price']);
function assertColumn(value: string | undefined): asserts value is string {
  if (value === undefined || !COLUMNS.has(value)) throw new TypeError('bad sort');
}
const pool = new Pool();
export const handler = async (event: APIGatewayProxyEvent) => {
  const sort = event.queryStringParameters?.sort;
  assertColumn(sort);
  return pool.query(`SELECT * FROM t ORDER BY ${sort}`);
};

//# a number within bounds
import pg from 'pg';
const db = new pg.Pool();
const limit = Math.min(parseInt(q, 10) || 20, 100);
const page = Math.max(1, +body.page || 1);
await db.query(`SELECT * FROM t LIMIT ${limit} OFFSET ${(page - 1) * limit}`);

//# tagged templates that parameterise
import { PrismaClient, Prisma } from '@prisma/client';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import SQL from 'sql-template-strings';
import sqlTag from 'sql-template-tag';
import { createPool, sql as slonik } from 'slonik';
import pg from 'pg';
const db = new pg.Pool();
await db.query(SQL`SELECT * FROM t WHERE a = ${q}`);
await db.query(sqlTag`SELECT * FROM t WHERE a = ${q}`);
await drizzle(process.env.URL).execute(sql`SELECT * FROM t WHERE a = ${q}`);
await new PrismaClient().$queryRaw(Prisma.sql`SELECT * FROM t WHERE a IN (${Prisma.join(body.ids)})`);
const pool = await createPool(process.env.URL);
await pool.any(slonik.unsafe`SELECT * FROM t WHERE a = ${q}`);
await pool.one(slonik.fragment`SELECT * FROM t WHERE a = ${q}`);

//# a statement that the driver formats
import mysql from 'mysql2';
import sqlstring from 'sqlstring';
const db = mysql.createPool({});
db.query(mysql.format('SELECT * FROM ?? WHERE a = ?', [q, body.a]), () => {});
db.query(sqlstring.format('SELECT * FROM t WHERE a = ?', [q]), () => {});

//# a table of columns
import pg from 'pg';
const db = new pg.Pool();
const COLUMNS = { name: 't.name', date: 't.created_at' };
if (!Object.prototype.hasOwnProperty.call(COLUMNS, q)) return { statusCode: 400 };
await db.query(`SELECT * FROM t ORDER BY ${COLUMNS[q]}`);
const LIST = [{ key: 'name', sql: 't.name' }, { key: 'date', sql: 't.date' }];
const picked = LIST.find((one) => one.key === body.sort)?.sql ?? 't.id';
await db.query(`SELECT * FROM t ORDER BY ${picked}`);
const MAP = new Map([['name', 't.name']]);
await db.query(`SELECT * FROM t ORDER BY ${MAP.get(body.other) ?? 't.id'}`);

//# ts: a table by a type
import { Pool } from 'pg';
const SORTS: Record<string, string> = { name: 'name ASC', newest: 'created_at DESC' };
const pool = new Pool();
export const handler = async (event: APIGatewayProxyEventV2) => {
  const order = SORTS[event.queryStringParameters?.sort ?? 'name'];
  if (!order) return { statusCode: 400 };
  const result = await pool.query(`SELECT * FROM t ORDER BY ${order}`);
  return { statusCode: 200, body: JSON.stringify(result.rows) };
};

//# names of columns from the program, values as parameters
import pg from 'pg';
const db = new pg.Pool();
const FIELDS = ['name', 'email', 'phone'];
const sets = [];
const values = [];
for (const field of FIELDS) {
  if (body[field] !== undefined) {
    values.push(body[field]);
    sets.push(`${field} = $${values.length}`);
  }
}
await db.query(`UPDATE users SET ${sets.join(', ')} WHERE id = $${values.length + 1}`, [...values, q]);

//# a builder's own methods
import knexFactory from 'knex';
import { Kysely } from 'kysely';
const knex = knexFactory({ client: 'pg' });
await knex('t').where('name', q).andWhere('age', '>', body.age).orderBy(q).limit(10);
await knex('t').where({ name: q }).update({ colour: body.colour });
await knex.raw('SELECT ?? FROM t WHERE a = ?', [q, body.a]);
const db = new Kysely({});
await db.selectFrom('t').selectAll().where('name', '=', q).execute();

//# a statement by a builder of one's own
const { Pool } = require('pg');
class Query {
  #parts = ['SELECT * FROM items'];
  where(condition) { this.#parts.push(`WHERE ${condition}`); return this; }
  orderBy(column) { this.#parts.push(`ORDER BY ${column}`); return this; }
  build() { return this.#parts.join(' '); }
}
const pool = new Pool();
exports.handler = async (event) => {
  const { sort } = event.queryStringParameters;
  return pool.query(new Query().where('a = 1').orderBy(sort).build()); //! sql-injection
};

//# ts: a service with an injected pool
import { Pool, QueryResult } from 'pg';
interface Db { query(text: string, values?: unknown[]): Promise<QueryResult> }
class Orders {
  constructor(private readonly db: Db) {}
  search(term: string) {
    return this.db.query(`SELECT * FROM orders WHERE note ILIKE '%${term}%'`); //! sql-injection
  }
  byId(id: string) {
    return this.db.query('SELECT * FROM orders WHERE id = $1', [id]);
  }
}
const orders = new Orders(new Pool());
export const handler = async (event: APIGatewayProxyEvent) => {
  const { term, id } = event.queryStringParameters!;
  return [await orders.search(term!), await orders.byId(id!)];
};

//# conditions with their parameters
import pg from 'pg';
const pool = new pg.Pool();
const conditions = [];
const values = [];
const add = (column, value) => {
  if (value === undefined) return;
  values.push(value);
  conditions.push(`${column} = $${values.length}`);
};
add('status', body.status);
add('owner', q);
const where = conditions.length ? `WHERE ${conditions.join(' AND ')}` : '';
await pool.query(`SELECT * FROM orders ${where} ORDER BY id LIMIT $${values.length + 1}`, [...values, 10]);

//# a page of results
import mysql from 'mysql2/promise';
const pool = mysql.createPool({});
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const size = clamp(Number.parseInt(q ?? '10', 10) || 10, 1, 100);
const offset = Math.max(0, Number(body.page ?? 0)) * size;
await pool.query(`SELECT * FROM t LIMIT ${size} OFFSET ${offset}`);
const order = String(body.order).toUpperCase() === 'DESC' ? 'DESC' : 'ASC';
await pool.query(`SELECT * FROM t ORDER BY id ${order}`);

//# ts: sorts by a map of functions
import { Pool } from 'pg';
const ORDER: Record<'name' | 'price', string> = { name: 'name ASC', price: 'price DESC' };
const isOrder = (key: string): key is keyof typeof ORDER => Object.prototype.hasOwnProperty.call(ORDER, key);
const pool = new Pool();
export const handler = async (event: APIGatewayProxyEvent) => {
  const { sort = 'name', column = 'id' } = event.queryStringParameters ?? {};
  const orderBy = isOrder(sort) ? ORDER[sort] : ORDER.name;
  if (!/^[a-z_]{1,30}$/.test(column)) throw new Error('column');
  return pool.query(`SELECT ${column} FROM t ORDER BY ${orderBy}`);
};

//# the data API of Aurora
import { RDSDataClient, ExecuteStatementCommand, BatchExecuteStatementCommand } from '@aws-sdk/client-rds-data';
const client = new RDSDataClient({});
const base = { resourceArn: process.env.CLUSTER, secretArn: process.env.SECRET };
await client.send(new ExecuteStatementCommand({ ...base, sql: `SELECT * FROM t WHERE a = '${q}'` })); //! rds-data-injection
await client.send(new BatchExecuteStatementCommand({ ...base, sql: 'INSERT INTO ' + body.table + ' VALUES (:a)', parameterSets: [] })); //! rds-data-injection
await client.send(new ExecuteStatementCommand({ ...base, sql: 'SELECT * FROM t WHERE a = :a', parameters: [{ name: 'a', value: { stringValue: q } }] }));

//# the older SDK's data API
const AWS = require('aws-sdk');
const rds = new AWS.RDSDataService();
await rds.executeStatement({ resourceArn: 'r', secretArn: 's', sql: "SELECT * FROM t WHERE a = '" + q + "'" }).promise(); //! rds-data-injection
