//# a function that makes functions
const { execSync } = require('child_process');
const runner = (program) => (argument) => execSync(`${program} ${argument}`); //! command-injection
const convert = runner('convert');
exports.handler = async (event) => convert(event.queryStringParameters.file);

//# a pipe of functions
const { execSync } = require('child_process');
const pipe = (...functions) => (value) => functions.reduce((made, one) => one(made), value); //! command-injection
const trim = (text) => text.trim();
const lower = (text) => text.toLowerCase();
const toCommand = (text) => `ls ${text}`;
exports.handler = async (event) => pipe(trim, lower, toCommand, execSync)(event.queryStringParameters.q);

//# generators
const { execSync } = require('child_process');
function* commands(names) {
  for (const name of names) yield `ls ${name}`;
}
exports.handler = async (event) => {
  for (const command of commands(JSON.parse(event.body).names)) execSync(command); //! command-injection
};

//# async generators
const { execSync } = require('child_process');
async function* read(event) {
  for (const record of event.Records) yield JSON.parse(record.body);
}
exports.handler = async (event) => {
  for await (const { file } of read(event)) execSync(`wc ${file}`); //! command-injection
};

//# an heir and its parent
const { execSync } = require('child_process');
class Task {
  constructor(input) { this.input = input; }
  command() { throw new Error('abstract'); }
  run() { return execSync(this.command()); } //! command-injection
}
class Resize extends Task {
  command() { return `resize ${this.input}`; }
}
exports.handler = async (event) => new Resize(event.queryStringParameters.file).run();

//# nested parameters with defaults
const { execSync } = require('child_process');
const run = ({ options: { format = 'png', files: [first, ...rest] = [] } = {} } = {}) => {
  execSync(`convert -format ${format}`); //! command-injection
  execSync(`convert ${first}`); //! command-injection
  execSync(`convert ${rest.join(' ')}`); //! command-injection
};
exports.handler = async (event) => run(JSON.parse(event.body));

//# optional chains and defaults
const { execSync } = require('child_process');
exports.handler = async (event) => {
  const name = event?.queryStringParameters?.name ?? event?.headers?.['x-name'] ?? 'none';
  execSync?.(`ls ${name}`); //! command-injection
};

//# a table of functions
const { execSync } = require('child_process');
const actions = {
  list: ({ path }) => execSync(`ls ${path}`), //! command-injection
  size({ path }) { return execSync(`du ${path}`); }, //! command-injection
  none: () => 'nothing',
};
exports.handler = async (event) => {
  const { action, ...rest } = JSON.parse(event.body);
  return (actions[action] ?? actions.none)(rest);
};

//# events of an emitter
const { EventEmitter } = require('events');
const { execSync } = require('child_process');
const bus = new EventEmitter();
bus.on('job', (name) => execSync(`run ${name}`)); //! command-injection
exports.handler = async (event) => {
  bus.emit('job', event.queryStringParameters.name);
};

//# what is kept, and used later
const { execSync } = require('child_process');
const queue = [];
const add = (name) => queue.push({ name });
const flush = () => {
  while (queue.length) {
    const { name } = queue.shift();
    execSync(`run ${name}`); //! command-injection
  }
};
exports.handler = async (event) => {
  add(event.queryStringParameters.name);
  flush();
};

//# a map of what came
const { execSync } = require('child_process');
exports.handler = async (event) => {
  const params = new Map(Object.entries(event.queryStringParameters));
  const search = new URLSearchParams(event.rawQueryString);
  execSync(`ls ${params.get('name')}`); //! command-injection
  execSync(`ls ${search.get('name')}`); //! command-injection
  for (const [key, value] of search) execSync(`set ${key} ${value}`); //! command-injection
};

//# cookies and headers
const { execSync } = require('child_process');
const cookie = require('cookie');
exports.handler = async (event) => {
  const headers = Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { theme } = cookie.parse(headers.cookie);
  execSync(`theme ${theme}`); //! command-injection
  execSync(`agent ${headers['user-agent']}`); //! command-injection
};

//# a form
const { execSync } = require('child_process');
const querystring = require('querystring');
exports.handler = async (event) => {
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body;
  const form = querystring.parse(text);
  const { name } = Object.fromEntries(new URLSearchParams(text));
  execSync(`ls ${form.file}`); //! command-injection
  execSync(`ls ${name}`); //! command-injection
};

//# ts: a wrapper around handlers
import { execSync } from 'node:child_process';
type Handler<T> = (body: T) => Promise<unknown>;
const withBody = <T>(inner: Handler<T>) => async (event: APIGatewayProxyEvent) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await inner(JSON.parse(event.body ?? '{}') as T)) };
  } catch (error) {
    return { statusCode: 500, body: 'error' };
  }
};
export const handler = withBody<{ file: string }>(async ({ file }) => execSync(`wc ${file}`).toString()); //! command-injection

//# ts: a result of two ways
import { execSync } from 'node:child_process';
type Result<T> = { ok: true; value: T } | { ok: false; error: string };
const parse = (body: string | null): Result<{ file: string }> => {
  try {
    return { ok: true, value: JSON.parse(body ?? '') };
  } catch {
    return { ok: false, error: 'bad' };
  }
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const result = parse(event.body);
  if (!result.ok) return { statusCode: 400, body: result.error };
  return execSync(`wc ${result.value.file}`); //! command-injection
};

//# ts: a static factory that checks
import { execSync } from 'node:child_process';
class FileName {
  private constructor(readonly value: string) {}
  static of(text: string): FileName {
    if (!/^[\w-]+\.txt$/.test(text)) throw new Error('bad name');
    return new FileName(text);
  }
}
export const handler = async (event: APIGatewayProxyEvent) =>
  execSync(`wc ${FileName.of(event.queryStringParameters!.file!).value}`);

//# ts: a result that says what is wrong
import { execSync } from 'node:child_process';
type Result = { ok: true; name: string } | { ok: false };
const parse = (body: string | null): Result => {
  const { name } = JSON.parse(body ?? '{}');
  if (typeof name !== 'string' || !/^[a-z]+$/.test(name)) return { ok: false };
  return { ok: true, name };
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const result = parse(event.body);
  if (!result.ok) return { statusCode: 400, body: '' };
  return execSync(`ls ${result.name}`);
};

//# ts: a branded type
import { execSync } from 'node:child_process';
type Slug = string & { readonly __brand: 'slug' };
const SLUG = /^[a-z0-9-]+$/;
const isSlug = (text: string): text is Slug => SLUG.test(text);
function toSlug(text: string): Slug {
  if (isSlug(text)) return text;
  throw new RangeError('slug');
}
const run = (slug: Slug) => execSync(`deploy ${slug}`);
export const handler = async (event: APIGatewayProxyEvent) => run(toSlug(event.pathParameters!.slug!));

//# a wrapper that checks before
const { execSync } = require('child_process');
const withParameter = (name, pattern, inner) => async (event) => {
  const value = event.queryStringParameters?.[name];
  if (!value || !pattern.test(value)) return { statusCode: 400 };
  return inner(value);
};
exports.handler = withParameter('name', /^[a-z]+$/, async (name) => execSync(`ls ${name}`));

//# a check that raises, in another function, several deep
const { execSync } = require('child_process');
class BadRequest extends Error {}
const ensure = (condition, message) => {
  if (!condition) throw new BadRequest(message);
};
const checked = (name) => {
  ensure(typeof name === 'string', 'text');
  ensure(/^[a-z]+$/.test(name), 'letters');
  return name;
};
exports.handler = async (event) => {
  try {
    const name = checked(JSON.parse(event.body).name);
    return execSync(`ls ${name}`);
  } catch (error) {
    if (error instanceof BadRequest) return { statusCode: 400 };
    throw error;
  }
};

//# ts: switch of types with a default that raises
import { execSync } from 'node:child_process';
type Kind = 'pdf' | 'png';
const toKind = (text?: string): Kind => {
  switch (text) {
    case 'pdf':
    case 'png':
      return text;
    default:
      throw new Error(`unknown kind`);
  }
};
export const handler = async (event: APIGatewayProxyEvent) => execSync(`convert in out.${toKind(event.queryStringParameters?.kind)}`);

//# ts: keys of a constant
import { execSync } from 'node:child_process';
const SIZES = { small: '100x100', large: '800x800' } as const;
type Size = keyof typeof SIZES;
const isSize = (value: string): value is Size => value in SIZES;
export const handler = async (event: APIGatewayProxyEvent) => {
  const size = event.queryStringParameters?.size ?? 'small';
  if (!isSize(size)) return { statusCode: 400, body: '' };
  execSync(`convert -resize ${SIZES[size]} in out-${size}`);
  const known = Object.keys(SIZES) as Size[];
  const other = known.find((one) => one === event.queryStringParameters?.other);
  return execSync(`convert -resize ${other ? SIZES[other] : '1x1'} in out`);
};

//# ts: an enum as numbers and as texts
import { execSync } from 'node:child_process';
enum Level { Low = 1, High }
enum Mode { Fast = 'fast', Slow = 'slow' }
const toMode = (text: string): Mode => Mode[text as keyof typeof Mode] ?? Mode.Fast;
export const handler = async (event: APIGatewayProxyEvent) => {
  const { mode, level } = JSON.parse(event.body!);
  execSync(`run ${toMode(mode)} ${Level[level as Level] ?? 'Low'}`);
  const values: string[] = Object.values(Mode);
  if (!values.includes(mode)) throw new Error('mode');
  return execSync(`run ${mode}`);
};

//# a check beside a default
const { execSync } = require('child_process');
exports.handler = async (event) => {
  const { format = 'png', width } = event.queryStringParameters ?? {};
  const safe = ['png', 'jpg'].includes(format) ? format : 'png';
  const size = /^\d+$/.test(width ?? '') ? width : '100';
  const number = Number.isFinite(+width) ? +width : 100;
  execSync(`convert -resize ${size} -size ${number} out.${safe}`);
};

//# guards by logic
const { execSync } = require('child_process');
const NAME = /^[a-z]+$/;
exports.handler = async (event) => {
  const { a, b, c } = JSON.parse(event.body);
  NAME.test(a) && execSync(`ls ${a}`);
  NAME.test(b) || (() => { throw new Error('b'); })();
  const command = NAME.test(c) && `ls ${c}`;
  if (command) execSync(command);
  if (!(NAME.test(a) && NAME.test(c))) return null;
  execSync(`ls ${a} ${c}`);
};

//# a loop over fields with their patterns
const { execSync } = require('child_process');
const PATTERNS = { user: /^[a-z]+$/, size: /^\d+$/ };
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  const { user, size } = body;
  if (!PATTERNS.user.test(user)) throw new Error('user');
  if (!PATTERNS['size'].test(size)) throw new Error('size');
  return execSync(`quota ${user} ${size}`);
};
