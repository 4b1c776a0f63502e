import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { once } from 'node:events';

const FORMATS = new Set(['docx', 'epub', 'html']);

async function pandoc(source, target, title) {
  const child = spawn('pandoc', [source, '-o', target, '--metadata', `title=${title}`], { timeout: 20_000 });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`pandoc ended with ${code}`);
}

/** POST /documents turns Markdown into a document. */
export const handler = async (event) => {
  const { markdown, format, title = 'Untitled' } = JSON.parse(event.body);
  if (!FORMATS.has(format)) return { statusCode: 400, body: '' };

  const name = `/tmp/${randomUUID()}`;
  await writeFile(`${name}.md`, markdown);
  await pandoc(`${name}.md`, `${name}.${format}`, title);
  const made = await readFile(`${name}.${format}`);
  await Promise.all([unlink(`${name}.md`), unlink(`${name}.${format}`)]);
  return { statusCode: 200, isBase64Encoded: true, body: made.toString('base64') };
};
