//# a line of the console
console.log(`user ${q} logged in`); //! log-injection
console.error('failed for ' + body.user); //! log-injection
console.info('name: %s', q); //! log-injection
console.warn(q); //! log-injection
console.debug('Processing', q); //! log-injection

//# a logger of lines
const winston = require('winston');
const logger = winston.createLogger({
  format: winston.format.printf(({ level, message }) => `${level}: ${message}`),
  transports: [new winston.transports.Console()],
});
exports.handler = async (event) => {
  logger.info(`got ${event.queryStringParameters.name}`); //! log-injection
};

//# helpers for logs
const log = (message) => console.log(`[app] ${message}`); //! log-injection
export const handler = async (event) => {
  log(`search for ${event.queryStringParameters.q}`);
};

//# ts: a class for logs
class Log {
  constructor(private readonly scope: string) {}
  info(message: string): void {
    console.log(`${new Date().toISOString()} ${this.scope} ${message}`); //! log-injection
  }
}
const log = new Log('orders');
export const handler = async (event: APIGatewayProxyEvent) => {
  log.info('order ' + JSON.parse(event.body!).id);
};

//# streams
process.stdout.write(`name=${q}\n`); //! log-injection
process.stderr.write('bad: ' + body.name + '\n'); //! log-injection

//# records of a queue
exports.handler = async (event) => {
  for (const record of event.Records) {
    console.log('Message: ' + record.body); //! log-injection
    console.log(`id ${record.messageId}`);
  }
};

//# the error with what came
try {
  JSON.parse(q);
} catch (error) {
  console.error(`cannot parse ${q}`); //! log-injection
}

//# JSON
console.log(JSON.stringify({ user: q, action: 'login' }));
console.log(`got ${JSON.stringify(body)}`);
console.log('got', JSON.stringify(q));
console.log({ user: q });
console.log('request', { user: q, ip: body.ip });
console.log(JSON.stringify(event, null, 2));

//# line breaks taken out
const oneLine = (text) => String(text).replace(/[\r\n]/g, ' ');
const strict = (text) => text.replace(/[^\w @.-]/g, '_');
console.log(`user ${oneLine(q)}`);
console.log('user ' + q.replace(/\n|\r/g, ''));
console.log(`user ${strict(body.user)}`);
console.log(`user ${encodeURIComponent(q)}`);
console.log(`user ${q.replace(/\s+/g, ' ')}`);
console.log(`user ${q.replaceAll('\n', '').replaceAll('\r', '')}`);
console.log(`user ${q.replace(/[\x00-\x1f\x7f]/g, '')}`);
console.log('user %j', q);
console.log(`user ${require('util').inspect(body)}`);

//# loggers of JSON
import { Logger } from '@aws-lambda-powertools/logger';
import pino from 'pino';
import winston from 'winston';
import bunyan from 'bunyan';
const logger = new Logger({ serviceName: 'orders' });
logger.info(`got ${q}`);
logger.info('got', { q });
pino().info({ q }, 'got');
pino().warn(`got ${q}`);
winston.createLogger({ format: winston.format.json() }).info(`got ${q}`);
bunyan.createLogger({ name: 'x' }).info(`got ${q}`);

//# what has no line breaks
import { createHash } from 'crypto';
console.log(`count ${Number(q)} ${body.items.length} ${parseInt(body.n, 10)}`);
console.log(`hash ${createHash('sha256').update(q).digest('hex')}`);
console.log(`b64 ${Buffer.from(q).toString('base64')}`);
console.log(`request ${event.requestContext.requestId} ${context.awsRequestId}`);
console.log(`admin ${q === 'admin'} ${typeof body.name} ${Boolean(q)}`);
console.log(`at ${new Date(body.at).toISOString()}`);

//# ts: checked before
const ACTIONS = ['start', 'stop'] as const;
export const handler = async (event: APIGatewayProxyEvent) => {
  const { action = '', id = '' } = event.pathParameters ?? {};
  if (!(ACTIONS as readonly string[]).includes(action)) return { statusCode: 400, body: '' };
  if (!/^[0-9a-f-]{36}$/.test(id)) return { statusCode: 400, body: '' };
  console.log(`${action} ${id}`);
  return { statusCode: 200, body: '' };
};

//# other loggers of lines
import log4js from 'log4js';
import log from 'loglevel';
import consola from 'consola';
log4js.getLogger().info(`got ${q}`); //! log-injection
log.warn('got ' + q); //! log-injection
consola.info(`got ${body.name}`); //! log-injection

//# the console by another name
const { log, error } = console;
log(`got ${q}`); //! log-injection
error('failed', q); //! log-injection
const logger = console;
logger.info(`got ${body.name}`); //! log-injection
const levels = { info: console.log, warn: console.warn };
levels.info(`got ${q}`); //! log-injection

//# ts: a line by a function
function line(level: string, ...parts: unknown[]): string {
  return [new Date().toISOString(), level, ...parts].join(' ');
}
export const handler = async (event: APIGatewayProxyEvent) => {
  console.log(line('INFO', event.queryStringParameters?.q)); //! log-injection
  console.log(line('INFO', 'start'));
};

//# an object, and what is in it
const { headers, requestContext, httpMethod, path } = event;
console.log(event);
console.log('Event:', event);
console.log('EVENT\n' + JSON.stringify(event, null, 2));
console.log('keys', Object.keys(event.headers ?? {}).length);
console.log('method', httpMethod);
console.log(`Received ${event.Records?.length ?? 0} records`);
console.table(body.items);
console.dir(body, { depth: null });

//# errors without what came
try {
  JSON.parse(event.body);
} catch (error) {
  console.error('cannot parse', error);
  console.error(error.message);
  console.error(`failed: ${error.name}`);
}

//# ids that are checked by a helper
const isId = (text) => /^[A-Z0-9]{8}$/.test(text);
const idOf = (event) => {
  const { id } = event.pathParameters;
  if (!isId(id)) throw new Error('bad id');
  return id;
};
export const handler = async (event) => {
  const id = idOf(event);
  console.log(`get ${id}`);
};

//# a logger of one's own that writes JSON
const log = (level, message, fields = {}) => console.log(JSON.stringify({ level, message, ...fields }));
const lines = (message) => process.stdout.write(JSON.stringify({ message }) + '\n');
export const handler = async (event) => {
  log('info', `got ${event.queryStringParameters.q}`, { body: event.body });
  lines(event.queryStringParameters.q);
};

//# ts: a wrapper that takes line breaks out
const sanitize = (value: unknown): string => String(value).replace(/[\n\r\t]/g, '_');
const info = (message: string, ...values: unknown[]): void => console.log(message, ...values.map(sanitize));
export const handler = async (event: APIGatewayProxyEvent) => {
  info('search', event.queryStringParameters?.q);
  console.info(`search ${sanitize(event.queryStringParameters?.q)}`);
};

//# formats and quotes
const util = require('util');
console.log('%s did %d', body.user, body.count); //! log-injection
console.log('%j', body.user);
console.log('%o %O', body, body);
console.log(util.format('user %s', q)); //! log-injection
console.log(util.format('user %j', q));
console.log(`user ${JSON.stringify(q).slice(1, -1)}`);
console.log(`user "${encodeURI(q)}"`);
console.log('size', q.length, 'first', q.charCodeAt(0));

//# ts: parts that are cleaned by a map
const clean = (value: unknown) => (typeof value === 'string' ? value.replace(/[\r\n]/g, ' ') : JSON.stringify(value));
export const handler = async (event: APIGatewayProxyEvent) => {
  const { user, action } = JSON.parse(event.body!);
  console.log(`${clean(user)} did ${clean(action)}`);
  console.log(['INFO', user, action].map(clean).join(' '));
  console.log('done', { user, action });
};

//# one line of several
const oneLine = (strings, ...values) => strings.reduce((made, part, i) => made + part + (i < values.length ? JSON.stringify(values[i]) : ''), '');
console.log(oneLine`user ${q} did ${body.action}`);
console.log(`user ${q.split('\n').join(' ')}`);
console.log(`user ${q.normalize('NFC').replace(/\p{C}/gu, '')}`);
console.log(`user ${q.replace(/[^a-z]/gi, '')} ${q.slice(0, 8).replace(/\W/g, '')}`);
