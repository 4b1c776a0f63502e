//# exec by another name
const { exec: run } = require('child_process');
run(`convert /tmp/in.png -resize ${q} /tmp/out.png`, (error) => error); //! command-injection

//# a promise of exec
const util = require('node:util');
const cp = require('node:child_process');
const execAsync = util.promisify(cp.exec);
const { stdout } = await execAsync('git clone ' + body.repository + ' /tmp/repo'); //! command-injection
await util.promisify(require('child_process').exec)(`git log ${q}`); //! command-injection

//# a promise by hand
import { exec } from 'child_process';
const sh = (command) => new Promise((resolve, reject) => {
  exec(command, (error, stdout) => (error ? reject(error) : resolve(stdout))); //! command-injection
});
export const handler = async (event) => {
  const { host } = JSON.parse(event.body);
  return { statusCode: 200, body: await sh(`ping -c 1 ${host}`) };
};

//# arguments that a shell reads
import { spawn, spawnSync, execFileSync } from 'child_process';
spawn('ffmpeg', ['-i', q, '/tmp/out.mp4'], { shell: true }); //! command-injection
spawnSync(`ffmpeg -i ${q}`, { shell: '/bin/bash' }); //! command-injection
execFileSync('sh', ['-c', `wc -l ${q}`]); //! command-injection
const options = { cwd: '/tmp', shell: true };
spawn('ls', [q], options); //! command-injection

//# the program itself
import { spawn, execFile } from 'child_process';
spawn(q, ['--version']); //! command-injection
execFile(body.tool, ['-h'], () => {}); //! command-injection

//# shelljs and zx
import shell from 'shelljs';
import { $ } from 'zx';
shell.exec(`tar xf ${q}`); //! command-injection
await $`tar xf ${q}`;

//# execa's commands
import { execa, execaCommand, execaSync } from 'execa';
await execaCommand(`pdftotext ${q} -`); //! command-injection
await execa(`pdftotext ${q} -`, { shell: true }); //! command-injection
execaSync('bash', ['-c', q]); //! command-injection

//# joined words
import { execSync } from 'child_process';
const args = ['-density', body.density, '/tmp/in.pdf', `/tmp/${q}.png`];
execSync(['convert', ...args].join(' ')); //! command-injection
execSync('convert '.concat(args.join(' '))); //! command-injection

//# what quoting doesn't do
import { execSync } from 'child_process';
execSync(`grep "${q}" /opt/list`); //! command-injection
execSync(`grep '${q.trim()}' /opt/list`); //! command-injection
execSync(`grep ${q.replace(/;/g, '')} /opt/list`); //! command-injection
execSync(`grep ${encodeURI(q)} /opt/list`); //! command-injection
execSync(`grep ${JSON.stringify(q)} /opt/list`); //! command-injection

//# a command out of a queue
const { execSync } = require('child_process');
exports.handler = async (event) => {
  for (const { body } of event.Records) {
    const { file, format } = JSON.parse(body);
    execSync(`soffice --convert-to ${format} --outdir /tmp ${file}`); //! command-injection
  }
};

//# a key of an object in a bucket
const { execSync } = require('child_process');
const path = require('path');
exports.handler = async (event) => {
  const key = decodeURIComponent(event.Records[0].s3.object.key.replace(/\+/g, ' '));
  execSync(`file /tmp/${path.basename(key)}`); //! command-injection
};

//# ts: a class with a helper
import { execSync, ExecSyncOptions } from 'node:child_process';
class Converter {
  private readonly options: ExecSyncOptions = { timeout: 5000 };
  convert(input: string, format: string): Buffer {
    return this.run(`magick ${input} out.${format}`);
  }
  private run(command: string): Buffer {
    return execSync(command, this.options) as Buffer; //! command-injection
  }
}
export const handler = async (event: APIGatewayProxyEvent) => {
  const { input, format } = JSON.parse(event.body!) as { input: string; format: string };
  return new Converter().convert(input, format);
};

//# arguments as they are
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { execa } from 'execa';
const run = promisify(execFile);
await run('convert', ['-resize', q, '/tmp/in.png', '/tmp/out.png']);
await execa('git', ['clone', '--', body.repository, '/tmp/repo']);
await execa`git clone -- ${body.repository} /tmp/repo`;
spawn('/opt/bin/ffmpeg', ['-i', '/tmp/in', '-vf', `scale=${q}`], { stdio: 'inherit' });
spawn('ls', [q], { shell: false });

//# quoted for a shell
import { quote } from 'shell-quote';
import shellEscape from 'shell-escape';
import { execSync } from 'child_process';
execSync(quote(['ls', '-l', q]));
execSync(shellEscape(['ls', q]));
execSync(`ls ${quote([q])}`);

//# quoted by a function of one's own
import { execSync } from 'child_process';
const quoted = (text) => `'${String(text).replace(/'/g, `'\\''`)}'`;
const alsoQuoted = (text) => "'" + text.split("'").join("'\\''") + "'";
execSync(`ls ${quoted(q)}`);
execSync(`ls ${alsoQuoted(q)}`);

//# a whole pattern
import { execSync } from 'child_process';
const NAME = /^[\w-]{1,64}$/;
if (!NAME.test(q)) return { statusCode: 400, body: 'bad name' };
execSync(`ls /opt/${q}`);
const match = body.size.match(/^(\d+)x(\d+)$/);
if (!match) throw new Error('bad size');
execSync(`convert -resize ${match[1]}x${match[2]} in out`);
execSync(`convert -resize ${match[0]} in out`);

//# formats of a list
const { execSync } = require('child_process');
const FORMATS = Object.freeze(['png', 'jpg', 'webp']);
exports.handler = async (event) => {
  const format = event.queryStringParameters.format;
  if (!FORMATS.includes(format)) {
    return { statusCode: 400, body: 'unsupported' };
  }
  execSync(`convert /tmp/in /tmp/out.${format}`);
};

//# a record of commands
import { execSync } from 'child_process';
const COMMANDS = { uptime: 'uptime', disk: 'df -h' };
const command = Object.hasOwn(COMMANDS, q) ? COMMANDS[q] : null;
if (command) execSync(command);
const other = new Map(Object.entries(COMMANDS)).get(q);
if (other) execSync(other);

//# numbers
import { execSync } from 'child_process';
const width = Number.parseInt(q, 10);
if (Number.isNaN(width)) return { statusCode: 400 };
execSync(`convert -resize ${width} in out`);
const height = ~~body.height;
execSync(`convert -resize x${height} in out`);
execSync(`convert -quality ${body.quality | 0} in out`);
execSync(`convert -rotate ${(+body.angle).toFixed(1)} in out`);

//# ts: a type of a few words
import { execSync } from 'child_process';
type Mode = 'fast' | 'slow';
function isMode(value: string): value is Mode {
  return value === 'fast' || value === 'slow';
}
export const handler = async (event: { mode: string }) => {
  if (!isMode(event.mode)) throw new Error('mode');
  return execSync(`run --mode=${event.mode}`).toString();
};

//# what a generated name is
import { execSync } from 'child_process';
import { randomUUID, createHash } from 'crypto';
const name = `${randomUUID()}.pdf`;
execSync(`pdftotext /tmp/${name}`);
const hash = createHash('sha256').update(q).digest('hex');
execSync(`pdftotext /tmp/${hash}`);

//# input goes to the program's stdin
import { execFileSync, spawn } from 'child_process';
execFileSync('jq', ['.a'], { input: event.body });
const child = spawn('jq', ['.b']);
child.stdin.write(event.body);
child.stdin.end();

//# ts: zod says what
import { z } from 'zod';
import { execSync } from 'child_process';
const Request = z.object({ format: z.enum(['a4', 'letter']), id: z.string().uuid(), copies: z.number().int().max(5) });
export const handler = async (event: APIGatewayProxyEvent) => {
  const parsed = Request.safeParse(JSON.parse(event.body ?? '{}'));
  if (!parsed.success) return { statusCode: 400, body: parsed.error.message };
  const { format, id, copies } = parsed.data;
  execSync(`print --format ${format} --copies ${copies} /tmp/${id}.pdf`);
  return { statusCode: 204, body: '' };
};

//# a command by a builder
class Command {
  constructor(program) { this.parts = [program]; }
  option(name, value) { this.parts.push(`--${name}=${value}`); return this; }
  toString() { return this.parts.join(' '); }
}
const { execSync } = require('child_process');
exports.handler = async (event) => {
  const { width } = JSON.parse(event.body);
  return execSync(new Command('magick').option('width', width).toString()); //! command-injection
};

//# a callback, and options in between
const cp = require('child_process');
cp.exec(`unzip -l ${body.path}`, { cwd: '/tmp', timeout: 1000 }, (error, stdout) => stdout); //! command-injection
cp.execFile('/bin/sh', ['-c', 'echo ' + q], (error) => error); //! command-injection
cp.spawn(`${q}.sh`, [], { shell: true }); //! command-injection
cp['exec']('ls ' + q); //! command-injection

//# ts: a helper with a default
import { exec } from 'node:child_process';
import { promisify } from 'node:util';
const run = promisify(exec);
async function render({ source, format = 'pdf' }: { source: string; format?: string }): Promise<string> {
  const { stdout } = await run(`pandoc -t ${format} ${source}`); //! command-injection
  return stdout;
}
export const handler = async (event: APIGatewayProxyEvent) => render({ source: '/tmp/in.md', ...JSON.parse(event.body!) });

//# several commands in order
import { execSync } from 'child_process';
const commands = [`git checkout ${body.branch}`, 'npm ci'];
for (const command of commands) execSync(command); //! command-injection
['ls', q].forEach((one) => execSync(one)); //! command-injection

//# environment and input beside a fixed command
import { exec, execSync, spawnSync } from 'child_process';
execSync('process-file "$FILE"', { env: { ...process.env, FILE: q } });
exec('cat', { env: { NAME: body.name } }, () => {});
spawnSync('psql', ['-v', `name=${q}`, '-f', '/var/task/query.sql'], { env: { PGPASSWORD: body.password } });
execSync('wc -c', { input: q });

//# a default where the value isn't known
import { execSync } from 'child_process';
let format = q;
if (!['png', 'jpg'].includes(format)) {
  format = 'png';
}
execSync(`convert in out.${format}`);
let level = body.level;
if (!Number.isInteger(level)) level = 1;
execSync(`gzip -${level} /tmp/x`);

//# ts: a map of validators
import { execFileSync, execSync } from 'child_process';
const VALID: Record<string, RegExp> = { name: /^[a-z]{1,20}$/, size: /^\d{1,4}$/ };
const check = (field: string, value: string): string => {
  if (!VALID[field].test(value)) throw new Error(`bad ${field}`);
  return value;
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const { name, size } = event.queryStringParameters as Record<string, string>;
  return execSync(`resize ${check('name', name)} ${check('size', size)}`);
};

//# assertions
import assert from 'node:assert';
import { execSync } from 'child_process';
assert(/^[a-z0-9]+$/.test(q), 'bad name');
execSync(`ls ${q}`);
assert.match(body.branch, /^[\w-]+$/);
execSync(`git checkout ${body.branch}`);
assert.ok(['a', 'b'].includes(body.mode));
execSync(`run ${body.mode}`);

//# every item is checked
import { execSync } from 'child_process';
const { files } = body;
if (!Array.isArray(files) || !files.every((file) => /^[\w-]+\.csv$/.test(file))) return { statusCode: 400 };
execSync(`cat ${files.join(' ')}`);
const names = body.names.filter((name) => /^[a-z]+$/.test(name));
execSync(`ls ${names.join(' ')}`);
const numbers = body.numbers.map(Number);
execSync(`sum ${numbers.join(' ')}`);

//# looked up in a list of objects
import { execSync } from 'child_process';
const TOOLS = [{ id: 'a', command: 'tool-a --run' }, { id: 'b', command: 'tool-b' }];
const tool = TOOLS.find(({ id }) => id === q);
if (!tool) return { statusCode: 404 };
execSync(tool.command);
const index = ['x', 'y'].indexOf(body.kind);
if (index < 0) return { statusCode: 404 };
execSync(`run ${['x', 'y'][index]}`);

//# results of checks under names
import { execSync } from 'child_process';
const isValid = /^[a-z]+$/.test(q);
if (!isValid) return { statusCode: 400 };
execSync(`ls ${q}`);
const valid = typeof body.port === 'number' && body.port < 65536;
if (!valid) throw new Error('port');
execSync(`nc -z localhost ${body.port}`);
const errors = [];
if (!/^\w+$/.test(body.user)) errors.push('user');
if (errors.length > 0) return { statusCode: 400, body: JSON.stringify(errors) };
execSync(`id ${body.user}`);

//# a class that validates when it is made
const { execSync } = require('child_process');
class Branch {
  constructor(name) {
    if (!/^[\w./-]+$/.test(name) || name.startsWith('-')) throw new Error('branch');
    this.name = name;
  }
}
exports.handler = async (event) => {
  const branch = new Branch(JSON.parse(event.body).branch);
  execSync(`git checkout ${branch.name}`);
};

//# a result by a try
const { execSync } = require('child_process');
const parse = (text) => {
  const match = /^v(\d+)\.(\d+)$/.exec(text);
  if (!match) return null;
  const [, major, minor] = match;
  return { major, minor };
};
exports.handler = async (event) => {
  const version = parse(event.queryStringParameters.version);
  if (version === null) return { statusCode: 400 };
  execSync(`install ${version.major}.${version.minor}`);
};

//# mistakes that a function collects
const { execSync } = require('child_process');
function validate({ host, count }) {
  const errors = [];
  if (typeof host !== 'string' || !/^[a-z0-9.-]+$/.test(host)) {
    errors.push('host');
  }
  if (!Number.isInteger(count)) errors.push('count');
  return errors;
}
exports.handler = async (event) => {
  const body = JSON.parse(event.body);
  const errors = validate(body);
  if (errors.length) {
    return { statusCode: 400, body: JSON.stringify({ errors }) };
  }
  return execSync(`ping -c ${body.count} ${body.host}`);
};

//# mistakes that nobody looks at, or of another way
const { execSync } = require('child_process');
const errors = [];
if (!/^\w+$/.test(q)) errors.push('q');
execSync(`ls ${q}`); //! command-injection
if (body.strict) {
  if (!/^\w+$/.test(body.name)) errors.push('name');
}
if (errors.length > 0) return { statusCode: 400 };
execSync(`ls ${q}`);
execSync(`ls ${body.name}`); //! command-injection

//# mistakes that are forgotten
const { execSync } = require('child_process');
let errors = [];
if (!/^\w+$/.test(q)) errors.push('q');
errors = [];
if (errors.length > 0) return { statusCode: 400 };
execSync(`ls ${q}`); //! command-injection

//# setters of a class
const { execSync } = require('child_process');
class Job {
  set target(value) { this.file = value; }
  run() { return execSync(`wc ${this.file}`); } //! command-injection
}
exports.handler = async (event) => {
  const job = new Job();
  job.target = event.queryStringParameters.file;
  return job.run();
};

//# setters that check
const { execSync } = require('child_process');
class Job {
  #file = '';
  set target(value) {
    if (!/^[\w-]+$/.test(value)) throw new Error('target');
    this.#file = value;
  }
  get target() { return this.#file; }
  run() { return execSync(`wc ${this.#file}`); }
}
exports.handler = async (event) => {
  const job = new Job();
  job.target = event.queryStringParameters.file;
  execSync(`wc ${job.target}`);
  return job.run();
};

//# an array of arguments, and how it is run
const { execFileSync, spawnSync } = require('child_process');
const args = ['--width', body.width];
if (body.verbose) args.push('--verbose');
args.push('--', q);
execFileSync('/opt/bin/resize', args);
const { status } = spawnSync('/opt/bin/resize', [...args, `--name=${body.name}`], { encoding: 'utf8', shell: false });
const program = { png: 'optipng', jpg: 'jpegoptim' }[body.kind] ?? 'optipng';
execFileSync(program, [q]);

//# ts: checks in an object of functions
import { execSync } from 'node:child_process';
const validators = {
  name: (value: unknown): value is string => typeof value === 'string' && /^[a-z]+$/.test(value),
  count: (value: unknown): value is number => Number.isInteger(value),
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const { name, count } = JSON.parse(event.body!);
  if (!validators.name(name) || !validators.count(count)) return { statusCode: 400, body: '' };
  return execSync(`run ${name} ${count}`).toString();
};

//# words of a list, and what is left of them
const { execSync } = require('child_process');
const OPTIONS = { fast: '-f', verbose: '-v' };
exports.handler = async (event) => {
  const { options = [] } = JSON.parse(event.body);
  const flags = options.map((one) => OPTIONS[one]).filter(Boolean).join(' ');
  const safe = options.filter((one) => Object.hasOwn(OPTIONS, one));
  execSync(`run ${flags}`);
  return execSync(`run ${safe.map((one) => `--${one}`).join(' ')}`);
};

//# a whole text that is matched by a named group
const { execSync } = require('child_process');
const PATTERN = /^(?<owner>[\w-]+)\/(?<name>[\w.-]+)$/;
exports.handler = async (event) => {
  const found = PATTERN.exec(event.queryStringParameters.repository);
  if (!found?.groups) return { statusCode: 400 };
  const { owner, name } = found.groups;
  return execSync(`git clone https://example.com/${owner}/${name}.git /tmp/x`);
};

//# names are checked, and what is under them isn't
import { execSync } from 'child_process';
for (const [key, value] of Object.entries(body)) {
  if (!/^\w+$/.test(key)) throw new Error('key');
  execSync(`set ${key}`);
  execSync(`set ${key} ${value}`); //! command-injection
}
for (const key of Object.keys(body)) {
  if (!/^\w+$/.test(key)) continue;
  execSync(`set ${key}`);
  execSync(`set ${key} ${body[key]}`); //! command-injection
}
for (const key in body) {
  if (!/^\w+$/.test(body[key])) continue;
  execSync(`set ${body[key]}`);
}
for (const [key, value] of Object.entries(body)) {
  if (!/^\w+$/.test(value)) throw new Error('value');
  execSync(`set ${value}`);
}
