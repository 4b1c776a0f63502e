//# a page by a template string
exports.handler = async (event) => {
  const name = event.queryStringParameters?.name || 'world';
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><body><h1>Hello, ${name}!</h1></body></html>`, //! html-response
  };
};

//# a page that grows
let html = '<ul>';
for (const item of body.items) {
  html += '<li>' + item.name + '</li>';
}
html += '</ul>';
return { statusCode: 200, headers: { 'content-type': 'text/html' }, body: html }; //! html-response

//# rows that are joined
const rows = body.rows.map((row) => `<tr><td>${row.name}</td><td>${row.price}</td></tr>`).join('');
const page = ['<table>', rows, '</table>'].join('\n');
return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: page }; //! html-response

//# a helper for answers
const htmlResponse = (status, body) => ({
  statusCode: status,
  headers: { 'Content-Type': 'text/html' },
  body, //! html-response
});
exports.handler = async (event) => htmlResponse(404, `<p>No page at ${event.rawPath}</p>`);

//# the message of an error
exports.handler = async (event) => {
  const { page } = event.queryStringParameters;
  try {
    if (page !== 'home') throw new Error(`no page ${page}`);
    return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>home</p>' };
  } catch (error) {
    return { statusCode: 500, headers: { 'Content-Type': 'text/html' }, body: `<p>Failed: ${page}</p>` }; //! html-response
  }
};

//# what an escape for something else does
const headers = { 'Content-Type': 'text/html' };
if (body.a) return { statusCode: 200, headers, body: `<a href="${encodeURI(q)}">x</a>` };
if (body.b) return { statusCode: 200, headers, body: `<script>const x = ${JSON.stringify(q)}</script>` }; //! html-response
if (body.c) return { statusCode: 200, headers, body: `<p>${q.replace('<', '').replace('>', '')}</p>` }; //! html-response
if (body.d) return { statusCode: 200, headers, body: `<p>${q.replace(/<script>/gi, '')}</p>` }; //! html-response
return { statusCode: 200, headers, body: `<p>${q.trim().slice(0, 100)}</p>` }; //! html-response

//# placeholders of a page of one's own
import fs from 'fs';
const template = fs.readFileSync('/var/task/page.html', 'utf8');
const page = template.replace('{{name}}', q).replaceAll('{{title}}', body.title);
return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: page }; //! html-response

//# engines told not to escape
import Handlebars from 'handlebars';
import ejs from 'ejs';
import mustache from 'mustache';
const headers = { 'Content-Type': 'text/html' };
Handlebars.registerHelper('bold', (text) => new Handlebars.SafeString(`<b>${text}</b>`));
const page = Handlebars.compile('<p>{{{name}}}</p>');
if (body.a) return { statusCode: 200, headers, body: page({ name: q }) }; //! html-response
if (body.b) return { statusCode: 200, headers, body: ejs.render('<p><%- name %></p>', { name: q }) }; //! html-response
if (body.c) return { statusCode: 200, headers, body: Handlebars.compile('<p>{{name}}</p>', { noEscape: true })({ name: q }) }; //! html-response
return { statusCode: 200, headers, body: mustache.render('<p>{{&name}}</p>', { name: q }) }; //! html-response

//# ts: a class of responses
class HtmlResponse {
  private readonly parts: string[] = [];
  add(text: string): this {
    this.parts.push(`<p>${text}</p>`);
    return this;
  }
  build(): APIGatewayProxyResult {
    return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: this.parts.join('') }; //! html-response
  }
}
export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> =>
  new HtmlResponse().add(event.queryStringParameters?.name ?? '').build();

//# ts: a page of an edge
export const handler = async (event: CloudFrontRequestEvent): Promise<CloudFrontResultResponse> => {
  const { uri } = event.Records[0].cf.request;
  return {
    status: '404',
    headers: { 'content-type': [{ key: 'Content-Type', value: 'text/html' }] },
    body: `<h1>Nothing at ${uri}</h1>`, //! html-response
  };
};

//# a page in a bucket
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'index.html', ContentType: 'text/html', Body: `<p>${q}</p>` })); //! html-response
await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'data.json', ContentType: 'application/json', Body: JSON.stringify(body) }));

//# ts: JSX that isn't escaped
import { renderToString } from 'react-dom/server';
import React from 'react';
export const handler = async (event: APIGatewayProxyEvent) => {
  const page = React.createElement('div', { dangerouslySetInnerHTML: { __html: event.queryStringParameters!.q } });
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: renderToString(page) }; //! html-response
};

//# escaped by a library
import he from 'he';
import { escape } from 'lodash';
import escapeHtml from 'escape-html';
import sanitizeHtml from 'sanitize-html';
import DOMPurify from 'isomorphic-dompurify';
import validator from 'validator';
import { encode } from 'html-entities';
const page = `
  <p>${he.encode(q)}</p><p>${escape(q)}</p><p>${escapeHtml(q)}</p>
  <p>${sanitizeHtml(q, { allowedTags: [] })}</p><p>${DOMPurify.sanitize(q)}</p>
  <p>${validator.escape(q)}</p><p>${encode(q)}</p>
`;
return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: page };

//# escaped by a table
const MAP = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (character) => MAP[character]);
function slow(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#039;');
}
const all = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
export const handler = async (event) => {
  const { a, b, c } = event.queryStringParameters ?? {};
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html' },
    body: `<p title="${escapeHtml(a)}">${slow(b)}</p><p>${all(c)}</p>`,
  };
};

//# ts: a tag that escapes
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
const html = (strings: TemplateStringsArray, ...values: unknown[]): string =>
  strings.reduce((made, part, index) => made + part + (index < values.length ? escapeHtml(String(values[index])) : ''), '');
export const handler = async (event: APIGatewayProxyEvent) => ({
  statusCode: 200,
  headers: { 'Content-Type': 'text/html' },
  body: html`<p>${event.queryStringParameters?.name}</p>`,
});

//# escaped by engines
import Handlebars from 'handlebars';
import ejs from 'ejs';
import pug from 'pug';
import mustache from 'mustache';
import nunjucks from 'nunjucks';
const headers = { 'Content-Type': 'text/html' };
const page = Handlebars.compile('<p>{{name}}</p>');
if (body.a) return { statusCode: 200, headers, body: page({ name: q }) };
if (body.b) return { statusCode: 200, headers, body: ejs.render('<p><%= name %></p>', { name: q }) };
if (body.c) return { statusCode: 200, headers, body: pug.render('p= name', { name: q }) };
if (body.d) return { statusCode: 200, headers, body: mustache.render('<p>{{name}}</p>', { name: q }) };
nunjucks.configure('/opt/views', { autoescape: true });
return { statusCode: 200, headers, body: nunjucks.render('page.njk', { name: q }) };

//# no page at all
if (body.a) return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ q }) };
if (body.b) return { statusCode: 200, headers: { 'Content-Type': 'text/plain' }, body: `hello ${q}` };
if (body.c) return { statusCode: 200, body: JSON.stringify({ message: `<${q}>` }) };
return `hello ${q}`;

//# ts: JSX
import { renderToStaticMarkup } from 'react-dom/server';
import React from 'react';
export const handler = async (event: APIGatewayProxyEvent) => {
  const page = React.createElement('p', null, event.queryStringParameters?.name);
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: renderToStaticMarkup(page) };
};

//# numbers, dates and choices
const THEMES = ['light', 'dark'];
const theme = THEMES.includes(q) ? q : 'light';
const amount = Number(body.amount).toFixed(2);
const at = new Date(body.at).toISOString();
const price = new Intl.NumberFormat('en').format(body.price);
return {
  statusCode: 200,
  headers: { 'Content-Type': 'text/html' },
  body: `<body class="${theme}"><p>${amount} ${at} ${price} ${parseInt(body.n, 10)}</p></body>`,
};

//# a page in which only the program's data is
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { Item } = await client.send(new GetCommand({ TableName: 't', Key: { id: q } }));
return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<p>${Item.views}</p>` };

//# an answer that is put together in steps
export const handler = async (event) => {
  const response = { statusCode: 200, headers: {}, body: '' };
  response.headers['content-type'] = 'text/html';
  response.body = '<h1>' + event.pathParameters.title + '</h1>'; //! html-response
  return response;
};

//# parts of pages in functions
const layout = (title, content) => `<!doctype html><html><head><title>${title}</title></head><body>${content}</body></html>`;
const item = ({ name, url }) => `<li><a href="${url}">${name}</a></li>`;
const list = (items) => `<ul>${items.map(item).join('')}</ul>`;
module.exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'Content-Type': 'text/html' },
  body: layout('Links', list(JSON.parse(event.body).links)), //! html-response
});

//# a page by a class with a static method
class Page {
  static render(name) {
    return new Page(name).toHtml();
  }
  constructor(name) { this.name = name; }
  toHtml() { return `<p>Hello ${this.name}</p>`; }
}
module.exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'Content-Type': 'text/html' },
  body: Page.render(event.queryStringParameters.name), //! html-response
});

//# an SVG and a script
const headers = { 'Content-Type': 'image/svg+xml' };
if (body.a) return { statusCode: 200, headers, body: `<svg xmlns="http://www.w3.org/2000/svg"><text>${q}</text></svg>` }; //! html-response
return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: Buffer.from(`<p>${q}</p>`).toString('base64'), isBase64Encoded: true }; //! html-response

//# a callback of the older style
exports.handler = (event, context, callback) => {
  const name = event.queryStringParameters.name;
  callback(null, { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<h1>${name}</h1>` }); //! html-response
};

//# markdown and what it lets through
import { marked } from 'marked';
import MarkdownIt from 'markdown-it';
import DOMPurify from 'isomorphic-dompurify';
const headers = { 'Content-Type': 'text/html' };
if (body.a) return { statusCode: 200, headers, body: marked.parse(q) }; //! html-response
if (body.b) return { statusCode: 200, headers, body: new MarkdownIt({ html: true }).render(q) }; //! html-response
return { statusCode: 200, headers, body: DOMPurify.sanitize(marked.parse(q)) };

//# ts: frameworks
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { raw } from 'hono/html';
const app = new Hono();
app.get('/a', (c) => c.html(`<p>${c.req.query('a')}</p>`)); //! html-response
app.get('/b', (c) => c.body(`<p>${c.req.param('b')}</p>`, 200, { 'Content-Type': 'text/html' })); //! html-response
app.get('/c', (c) => c.json({ c: c.req.query('c') }));
app.get('/d', (c) => c.text(`hello ${c.req.query('d')}`));
export const handler = handle(app);

//# escaped in a loop
const escapeHtml = (value) =>
  String(value).replace(/[&<>"'`]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' })[one]);
let rows = '';
for (const { name, price } of body.items) {
  rows += `<tr><td>${escapeHtml(name)}</td><td>${Number(price)}</td></tr>`;
}
return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<table>${rows}</table>` };

//# escaped as a whole object
import escape from 'lodash/escape.js';
import mapValues from 'lodash/mapValues.js';
const safe = Object.fromEntries(Object.entries(body).map(([key, value]) => [key, escape(value)]));
const other = mapValues(body, (value) => escape(value));
return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<p>${safe.name}</p><p>${other.name}</p>` };

//# ts: a page with a script of JSON
import serialize from 'serialize-javascript';
import jsesc from 'jsesc';
const inScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');
export const handler = async (event: APIGatewayProxyEvent) => ({
  statusCode: 200,
  headers: { 'Content-Type': 'text/html' },
  body: `<script>window.state = ${inScript(event.queryStringParameters)}</script><script>x = ${serialize(event.queryStringParameters)}</script>`,
});

//# the context answers
exports.handler = (event, context) => {
  const { name } = event.queryStringParameters;
  context.succeed({ statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<p>${name}</p>` }); //! html-response
};

//# types of contents in other places
const name = q;
if (body.a) return { statusCode: 200, multiValueHeaders: { 'Content-Type': ['text/html'] }, body: `<p>${name}` }; //! html-response
const HTML = { 'content-type': 'text/html;charset=utf-8' };
if (body.b) return { statusCode: 200, headers: { ...HTML, 'X-A': 'b' }, body: name }; //! html-response
const headers = new Map([['Content-Type', 'text/html']]);
if (body.c) return { statusCode: 200, headers: Object.fromEntries(headers), body: '<b>'.concat(name, '</b>') }; //! html-response

//# pages by functions that replace
import fs from 'fs';
import _ from 'lodash';
import * as cheerio from 'cheerio';
const headers = { 'Content-Type': 'text/html' };
const page = fs.readFileSync('/var/task/page.html').toString();
if (body.a) return { statusCode: 200, headers, body: page.replace(/{{(\w+)}}/g, (match, key) => body[key]) }; //! html-response
if (body.b) return { statusCode: 200, headers, body: _.template('<p><%= name %></p>')({ name: q }) }; //! html-response
if (body.c) return { statusCode: 200, headers, body: page.split('%NAME%').join(q) }; //! html-response
const $ = cheerio.load('<p></p>');
$('p').html(q);
return { statusCode: 200, headers, body: _.template('<p><%- name %></p>')({ name: q }) };

//# ts: frameworks' types
import express from 'express';
import fastify from 'fastify';
import serverless from 'serverless-http';
const app = express();
app.get('/a', (req, res) => { res.type('html').send(`<p>${req.query.a}</p>`); }); //! html-response
app.get('/b', (req, res) => { res.setHeader('Content-Type', 'text/html'); res.end('<p>' + req.params.b + '</p>'); }); //! html-response
app.get('/c', (req, res) => { res.set('Content-Type', 'text/html').status(200).send(`${req.query.c}`); }); //! html-response
app.get('/d', (req, res) => { res.write(`<p>${req.query.d}</p>`); res.end(); }); //! html-response
app.get('/e', (req, res) => { res.render('page', { name: req.query.e }); });
app.get('/f', (req, res) => { res.status(404).json({ path: req.path }); });
export const handler = serverless(app);
