const fs = require('fs');
const path = require('path');
const { marked } = require('marked');

const ROOT = path.join(__dirname, 'manual') + path.sep;
const cache = new Map();

const LAYOUT = fs.readFileSync(path.join(__dirname, 'layout.html'), 'utf8');

function page(title, html) {
  return LAYOUT.replace('{{title}}', () => title).replace('{{content}}', () => html);
}

// /?page=install/windows
exports.handler = async (event) => {
  const name = event.queryStringParameters?.page || 'index';

  if (!cache.has(name)) {
    try {
      const file = path.resolve(ROOT, name.endsWith('.md') ? name : name + '.md');
      if (!file.startsWith(ROOT)) return { statusCode: 404, body: 'no such page' };
      const text = fs.readFileSync(file, 'utf8');
      cache.set(name, marked.parse(text));
    } catch (e) {
      if (e.code === 'ENOENT') return { statusCode: 404, body: 'no such page' };
      throw e;
    }
  }

  return {
    statusCode: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: page('Manual', cache.get(name)),
  };
};
