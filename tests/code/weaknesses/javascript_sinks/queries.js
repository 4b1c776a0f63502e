//# a parsed body as a filter
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL).db('app').collection('users');
await users.find(JSON.parse(q)).toArray(); //! nosql-injection
await users.findOne({ email: body.email, password: body.password }); //! nosql-injection
await users.find(body).toArray(); //! nosql-injection
await users.deleteMany({ ...body.filter, tenant: 't' }); //! nosql-injection
await users.countDocuments({ $or: [{ name: body.name }] }); //! nosql-injection
await users.aggregate([{ $match: { name: body.name } }]).toArray(); //! nosql-injection
await users.aggregate(body.pipeline).toArray(); //! nosql-injection

//# mongoose
const mongoose = require('mongoose');
const User = mongoose.model('User', new mongoose.Schema({ name: String }, { strict: false }));
await User.findOne({ name: body.name, token: body.token }); //! nosql-injection
await User.find().where(body.filter); //! nosql-injection
await User.updateOne({ _id: q }, body); //! nosql-injection
await User.findOneAndUpdate({ _id: q }, { $set: body }, { new: true }); //! nosql-injection

//# code of a query
import { MongoClient } from 'mongodb';
const orders = new MongoClient(process.env.URL).db().collection('orders');
await orders.find({ $where: `this.total > ${q}` }).toArray(); //! nosql-injection
await orders.find({ $where: 'function() { return this.name == "' + q + '"; }' }).toArray(); //! nosql-injection

//# ts: a repository
import { Collection, MongoClient } from 'mongodb';
interface User { name: string; role: string }
class Users {
  constructor(private readonly collection: Collection<User>) {}
  login(name: string, password: string) {
    return this.collection.findOne({ name, password }); //! nosql-injection
  }
}
const users = new Users(new MongoClient(process.env.URL!).db('a').collection<User>('users'));
export const handler = async (event: APIGatewayProxyEvent) => {
  const { name, password } = JSON.parse(event.body!);
  return users.login(name, password);
};

//# texts, and what is made one
import { MongoClient, ObjectId } from 'mongodb';
const users = new MongoClient(process.env.URL).db('app').collection('users');
await users.findOne({ name: q });
await users.findOne({ name: String(body.name) });
await users.findOne({ name: `${body.name}` });
await users.findOne({ name: body.name.toString() });
await users.findOne({ _id: new ObjectId(body.id) });
await users.findOne({ age: Number(body.age) });
await users.findOne({ name: { $eq: body.name } });
await users.findOne({ tags: { $in: [String(body.tag)] } });
await users.findOne({ at: new Date(body.at) });
await users.findOne({ name: body.name.trim().toLowerCase() });
await users.findOne({ name: event.pathParameters.name, id: event.queryStringParameters.id });

//# the kind is asked
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL).db('app').collection('users');
const { name, password } = body;
if (typeof name !== 'string' || typeof password !== 'string') return { statusCode: 400 };
await users.findOne({ name, password });

//# the kind is asked of each
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL).db('app').collection('users');
const isString = (value) => typeof value === 'string';
if (![body.a, body.b].every(isString)) return { statusCode: 400 };
await users.findOne({ a: body.a, b: body.b });
if (!isString(body.c)) throw new TypeError('c');
await users.findOne({ c: body.c });

//# a sanitiser
import sanitize from 'mongo-sanitize';
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL).db('app').collection('users');
await users.findOne({ name: sanitize(body.name) });
const clean = sanitize(body);
await users.findOne({ name: clean.name });

//# mongoose that filters
const mongoose = require('mongoose');
mongoose.set('sanitizeFilter', true);
const User = mongoose.model('User', new mongoose.Schema({ name: String }));
await User.findById(q);
await User.findOne({ name: String(body.name) });
await User.create({ name: body.name });

//# ts: zod's texts
import { z } from 'zod';
import { MongoClient } from 'mongodb';
const Login = z.object({ name: z.string().min(1), password: z.string() }).strict();
const users = new MongoClient(process.env.URL!).db('a').collection('users');
export const handler = async (event: APIGatewayProxyEvent) => {
  const { name, password } = Login.parse(JSON.parse(event.body!));
  return users.findOne({ name, password });
};

//# documents that are stored
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL).db('app').collection('users');
await users.insertOne({ ...body, createdAt: new Date() });
await users.updateOne({ _id: q }, { $set: { name: body.name, age: body.age } });

//# statements of PartiQL
import { DynamoDBClient, ExecuteStatementCommand, BatchExecuteStatementCommand, ExecuteTransactionCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ExecuteStatementCommand as DocumentStatement } from '@aws-sdk/lib-dynamodb';
const client = new DynamoDBClient({});
const documents = DynamoDBDocumentClient.from(client);
await client.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM "t" WHERE id = '${q}'` })); //! partiql-injection
await client.send(new BatchExecuteStatementCommand({ Statements: body.ids.map((id) => ({ Statement: `SELECT * FROM "t" WHERE id = '${id}'` })) })); //! partiql-injection
await client.send(new ExecuteTransactionCommand({ TransactStatements: [{ Statement: `DELETE FROM "t" WHERE id = '${q}'` }] })); //! partiql-injection
const statement = 'SELECT * FROM "' + body.table + '"';
await documents.send(new DocumentStatement({ Statement: statement, Limit: 10 })); //! partiql-injection
const input = { Statement: ['SELECT * FROM t WHERE a =', `'${q}'`].join(' ') };
await documents.send(new DocumentStatement(input)); //! partiql-injection

//# ts: PartiQL by an aggregated client
import { DynamoDB } from '@aws-sdk/client-dynamodb';
const dynamo = new DynamoDB({ region: 'eu-west-1' });
const find = (table: string, email: string) => dynamo.executeStatement({ Statement: `SELECT * FROM "${table}" WHERE email = '${email}'` }); //! partiql-injection
export const handler = async (event: APIGatewayProxyEvent) => {
  const { Items } = await find('users', event.queryStringParameters!.email!);
  return { statusCode: 200, body: JSON.stringify(Items) };
};

//# PartiQL of the older SDK
const AWS = require('aws-sdk');
const dynamo = new AWS.DynamoDB();
await dynamo.executeStatement({ Statement: `SELECT * FROM t WHERE a = '${q}'` }).promise(); //! partiql-injection
await dynamo.batchExecuteStatement({ Statements: [{ Statement: "SELECT * FROM t WHERE a = '" + q + "'" }] }).promise(); //! partiql-injection

//# PartiQL with parameters
import { DynamoDBClient, ExecuteStatementCommand, BatchExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
const client = new DynamoDBClient({});
await client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM "t" WHERE id = ?', Parameters: [{ S: q }] }));
await client.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM "${process.env.TABLE}" WHERE id = ?`, Parameters: [{ S: q }] }));
await client.send(new BatchExecuteStatementCommand({ Statements: body.ids.map((id) => ({ Statement: 'SELECT * FROM t WHERE id = ?', Parameters: [{ S: id }] })) }));
const INDEXES = { email: 'by-email', name: 'by-name' };
const index = INDEXES[q];
if (!index) return { statusCode: 400 };
await client.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM "t"."${index}"` }));

//# the expressions of DynamoDB
import { DynamoDBDocumentClient, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
await client.send(new ScanCommand({ TableName: 't', FilterExpression: `#a = :a AND ${body.filter}` })); //! filter-expression-injection
await client.send(new ScanCommand({ TableName: 't', FilterExpression: body.filter })); //! filter-expression-injection
await client.send(new QueryCommand({ TableName: 't', KeyConditionExpression: 'id = :i', FilterExpression: `${q} = :v` })); //! filter-expression-injection
const UpdateExpression = 'SET ' + Object.keys(body).map((key) => `${key} = :${key}`).join(', ');
await client.send(new UpdateCommand({ TableName: 't', Key: { id: '1' }, UpdateExpression })); //! filter-expression-injection
await client.send(new ScanCommand({ TableName: 't', ProjectionExpression: body.fields.join(',') })); //! filter-expression-injection

//# the expressions of the older SDK
const AWS = require('aws-sdk');
const documents = new AWS.DynamoDB.DocumentClient();
await documents.scan({ TableName: 't', FilterExpression: `contains(${q}, :v)` }).promise(); //! filter-expression-injection
const params = { TableName: 't' };
params.FilterExpression = body.filter;
await documents.scan(params).promise(); //! filter-expression-injection

//# ts: S3 Select and logs
import { S3Client, SelectObjectContentCommand } from '@aws-sdk/client-s3';
import { CloudWatchLogsClient, StartQueryCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
export const handler = async (event: APIGatewayProxyEvent) => {
  const name = event.queryStringParameters!.name!;
  await new S3Client({}).send(new SelectObjectContentCommand({ Bucket: 'b', Key: 'k', ExpressionType: 'SQL', Expression: `SELECT * FROM s3object s WHERE s.name = '${name}'` })); //! filter-expression-injection
  await new CloudWatchLogsClient({}).send(new StartQueryCommand({ queryString: `fields @message | filter user = "${name}"`, startTime: 0, endTime: 1 })); //! filter-expression-injection
  await new CloudWatchLogsClient({}).send(new FilterLogEventsCommand({ logGroupName: 'g', filterPattern: `{ $.user = "${name}" }` })); //! filter-expression-injection
};

//# values and names as attributes
import { DynamoDBDocumentClient, QueryCommand, UpdateCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
await client.send(new QueryCommand({ TableName: 't', KeyConditionExpression: '#k = :v', ExpressionAttributeNames: { '#k': q }, ExpressionAttributeValues: { ':v': body.v } }));
const keys = Object.keys(body);
const UpdateExpression = 'SET ' + keys.map((_, index) => `#f${index} = :v${index}`).join(', ');
await client.send(new UpdateCommand({ TableName: 't', Key: { id: q }, UpdateExpression }));
const FIELDS = ['name', 'age'];
const sets = FIELDS.filter((field) => field in body).map((field) => `#${field} = :${field}`);
await client.send(new UpdateCommand({ TableName: 't', Key: { id: q }, UpdateExpression: `SET ${sets.join(', ')}` }));
const projection = body.fields.filter((field) => FIELDS.includes(field)).join(', ');
await client.send(new ScanCommand({ TableName: 't', ProjectionExpression: projection }));
await client.send(new ScanCommand({ TableName: 't', FilterExpression: body.active ? 'active = :t' : 'attribute_exists(id)' }));

//# ts: a field that is asked
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
const documents = DynamoDBDocument.from(new DynamoDB({}));
const SORT = new Set(['createdAt', 'name']);
export const handler = async (event: APIGatewayProxyEvent) => {
  const field = event.queryStringParameters?.field;
  if (!field || !SORT.has(field)) return { statusCode: 400, body: '' };
  return documents.scan({ TableName: 't', FilterExpression: `attribute_exists(${field})` });
};

//# a search engine's language
import { Client } from '@opensearch-project/opensearch';
const client = new Client({ node: process.env.NODE });
await client.search({ index: 'i', q }); //! filter-expression-injection
await client.search({ index: 'i', body: JSON.parse(event.body) }); //! filter-expression-injection
await client.search({ index: 'i', body: { query: { match: { title: q } } } });
await client.search({ index: 'i', body: { query: { term: { id: q } }, size: Number(body.size) } });

//# a filter that grows
const { MongoClient } = require('mongodb');
let db;
exports.handler = async (event) => {
  db ??= (await new MongoClient(process.env.URL).connect()).db('shop');
  const { status, owner } = JSON.parse(event.body);
  const filter = {};
  if (status) filter.status = status;
  if (owner) filter.owner = owner;
  return db.collection('orders').find(filter).toArray(); //! nosql-injection
};

//# ts: mongoose models
import mongoose, { Schema, model } from 'mongoose';
interface IUser { email: string; token: string }
const User = model<IUser>('User', new Schema({ email: {}, token: {} }));
export const handler = async (event: APIGatewayProxyEvent) => {
  const { email, token } = JSON.parse(event.body!);
  await User.deleteOne({ email, token }); //! nosql-injection
  return User.exists({ token }); //! nosql-injection
};

//# a query out of a list of parameters
const { MongoClient } = require('mongodb');
const qs = require('qs');
const items = new MongoClient(process.env.URL).db().collection('items');
await items.find(qs.parse(event.rawQueryString)).toArray(); //! nosql-injection
await items.find({ owner: qs.parse(event.rawQueryString).owner }).toArray(); //! nosql-injection

//# a sort and a limit
import { MongoClient } from 'mongodb';
const items = new MongoClient(process.env.URL).db().collection('items');
const SORT = { name: 1, price: -1 };
await items.find({}).sort({ name: SORT[q] ?? 1 }).limit(Number(body.limit)).toArray();
await items.find({ owner: event.requestContext.authorizer.claims.sub }).toArray();
await items.find({ price: { $lt: Number(body.max), $gt: parseFloat(body.min) } }).toArray();
await items.find({ active: Boolean(body.active), kind: body.kind === 'a' ? 'a' : 'b' }).toArray();
await items.find({ tags: { $in: body.tags.map(String) } }).toArray();

//# ajv says that they are texts
import Ajv from 'ajv';
import { MongoClient } from 'mongodb';
const validate = new Ajv().compile({
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name', 'age'],
  additionalProperties: false,
});
const users = new MongoClient(process.env.URL).db().collection('users');
export const handler = async (event) => {
  const body = JSON.parse(event.body);
  if (!validate(body)) return { statusCode: 400, body: JSON.stringify(validate.errors) };
  await users.findOne({ name: body.name, age: body.age });
  return users.findOne(body);
};

//# ts: a class that converts
import { MongoClient } from 'mongodb';
class Credentials {
  readonly name: string;
  readonly password: string;
  constructor(raw: any) {
    this.name = String(raw.name);
    this.password = `${raw.password}`;
  }
}
const users = new MongoClient(process.env.URL!).db().collection('users');
export const handler = async (event: APIGatewayProxyEvent) => {
  const { name, password } = new Credentials(JSON.parse(event.body!));
  return users.findOne({ name, password });
};

//# a check of several at once
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL).db().collection('users');
const allStrings = (...values) => values.every((value) => typeof value === 'string');
export const handler = async (event) => {
  const body = JSON.parse(event.body);
  if (!allStrings(body.a, body.b)) return { statusCode: 400 };
  await users.findOne({ a: body.a, b: body.b });
};

//# operators are taken out by one's own function
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL).db().collection('users');
const withoutOperators = (value) => {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('$')).map(([key, inner]) => [key, withoutOperators(inner)]));
};
const scalar = (value) => (typeof value === 'object' ? undefined : value);
await users.findOne({ name: scalar(body.name) });

//# PartiQL through a helper
import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const run = (Statement, Parameters = []) => client.send(new ExecuteStatementCommand({ Statement, Parameters })); //! partiql-injection
export const handler = async (event) => {
  const { status } = event.queryStringParameters;
  const where = status ? ` WHERE status = '${status}'` : '';
  return run('SELECT * FROM orders' + where);
};

//# PartiQL in a batch
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
const documents = DynamoDBDocument.from(new DynamoDB({}));
const Statements = [];
for (const id of body.ids) {
  Statements.push({ Statement: `UPDATE t SET a = 1 WHERE id = '${id}'` });
}
await documents.batchExecuteStatement({ Statements }); //! partiql-injection
await documents.executeTransaction({ TransactStatements: [{ Statement: `DELETE FROM t WHERE id = '${q}'` }] }); //! partiql-injection

//# ts: PartiQL by a page
import { DynamoDBClient, ExecuteStatementCommand, ExecuteStatementCommandInput } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = async (event: APIGatewayProxyEvent) => {
  const { table, key } = JSON.parse(event.body!) as Record<string, string>;
  const input: ExecuteStatementCommandInput = { Statement: `SELECT * FROM "${table}" WHERE pk = ?`, Parameters: [{ S: key }] };
  return client.send(new ExecuteStatementCommand(input)); //! partiql-injection
};

//# ts: PartiQL of checked columns
import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const COLUMNS = ['name', 'price'] as const;
export const handler = async (event: APIGatewayProxyEvent) => {
  const { fields = [], id } = JSON.parse(event.body!) as { fields: string[]; id: string };
  const columns = fields.filter((field): field is (typeof COLUMNS)[number] => (COLUMNS as readonly string[]).includes(field));
  const Statement = `SELECT ${columns.join(', ') || '*'} FROM t WHERE id = ?`;
  return client.send(new ExecuteStatementCommand({ Statement, Parameters: [{ S: id }] }));
};

//# mongoose's own filter, and ids
import mongoose, { Types, sanitizeFilter } from 'mongoose';
const User = mongoose.model('User', new mongoose.Schema({ name: String }));
await User.findOne(mongoose.sanitizeFilter({ name: body.name }));
await User.findOne(sanitizeFilter({ name: body.name }));
await User.findOne({ _id: new Types.ObjectId(body.id) });
await User.findOne({ _id: new mongoose.Types.ObjectId(String(body.id)) });
await User.findOne({ name: { $eq: body.name }, age: { $gt: Number(body.age) } });
await User.findOne().where('name').equals(String(body.name));
if (!mongoose.isValidObjectId(body.other)) return { statusCode: 400 };
await User.findOne({ _id: body.other });

//# PartiQL in other words
import { DynamoDBClient, ExecuteStatementCommand, ExecuteTransactionCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
const list = body.fields.map((field) => `"${field}"`).join(', ');
await client.send(new ExecuteStatementCommand({ Statement: `SELECT ${list} FROM t` })); //! partiql-injection
await client.send(new ExecuteStatementCommand({ Statement: String.raw`SELECT * FROM t WHERE a = '${q}'` })); //! partiql-injection
await client.send(new ExecuteStatementCommand({ Statement: "SELECT * FROM t WHERE a = '{id}'".replace('{id}', q) })); //! partiql-injection
const statement = Object.entries(body.filter).reduce((made, [key, value]) => `${made} AND ${key} = '${value}'`, 'SELECT * FROM t WHERE 1 = 1');
await client.send(new ExecuteStatementCommand({ Statement: statement })); //! partiql-injection
await client.send(new ExecuteTransactionCommand({ TransactStatements: body.ids.map((id) => ({ Statement: `DELETE FROM t WHERE id = '${id}'` })) })); //! partiql-injection
await client.send(new ExecuteTransactionCommand({ TransactStatements: body.ids.map((id) => ({ Statement: 'DELETE FROM t WHERE id = ?', Parameters: [{ S: id }] })) }));

//# ts: PartiQL by a repository
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
abstract class Repository<T> {
  protected abstract readonly table: string;
  private readonly client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  async where(condition: string): Promise<T[]> {
    const Statement = `SELECT * FROM "${this.table}" WHERE ${condition}`;
    const { Items = [] } = await this.client.send(new ExecuteStatementCommand({ Statement })); //! partiql-injection
    return Items as T[];
  }
}
class Orders extends Repository<{ id: string }> {
  protected readonly table = 'orders';
  byStatus(status: string) {
    return this.where(`status = '${status}'`);
  }
}
const orders = new Orders();
export const handler = async (event: APIGatewayProxyEvent) => orders.byStatus(event.queryStringParameters!.status!);

//# ts: a body that is made a type's
import { MongoClient } from 'mongodb';
const users = new MongoClient(process.env.URL!).db().collection('users');
function asString(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(name);
  return value;
}
const parse = (raw: string | null): { email: string; age: number } => {
  const data = JSON.parse(raw ?? '{}');
  return { email: asString(data.email, 'email'), age: Number(data.age) };
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const { email, age } = parse(event.body);
  return users.findOne({ email, age });
};

//# fields of a list, as texts
import { MongoClient } from 'mongodb';
const items = new MongoClient(process.env.URL).db().collection('items');
const FIELDS = ['colour', 'size'];
const filter = {};
for (const field of FIELDS) {
  if (body[field] !== undefined) filter[field] = String(body[field]);
}
await items.find(filter).toArray();
const other = Object.fromEntries(FIELDS.filter((field) => field in body).map((field) => [field, { $eq: body[field] }]));
await items.find(other).toArray();
