const { readFile } = require('node:fs/promises');
const path = require('node:path');

const ROOT = path.join(__dirname, 'docs');

/** GET /docs/{page+}: the handbook, in Markdown. */
exports.handler = async (event) => {
  const page = decodeURIComponent(event.pathParameters.page);
  const file = path.join(ROOT, page);
  try {
    const text = await readFile(file, 'utf8'); // FAULT path-traversal
    return { statusCode: 200, headers: { 'Content-Type': 'text/markdown' }, body: text };
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return { statusCode: 404, body: '' };
    throw error;
  }
};
