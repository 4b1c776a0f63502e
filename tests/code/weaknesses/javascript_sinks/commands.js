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
