//# a header as it came
exports.handler = async (event) => ({
  statusCode: 200,
  headers: {
    'X-Request-Name': event.queryStringParameters.name, //! header-injection
    'Content-Disposition': `attachment; filename="${event.queryStringParameters.file}"`, //! header-injection
  },
  body: '',
});

//# a cookie
const headers = {};
headers['Set-Cookie'] = `session=${body.session}; HttpOnly; Secure`; //! header-injection
return { statusCode: 200, headers, body: '' };

//# many values
return {
  statusCode: 200,
  multiValueHeaders: { 'Set-Cookie': [`a=${q}`, 'b=1'] }, //! header-injection
  body: '',
};

//# an origin that is reflected
const origin = event.headers.origin || event.headers.Origin;
return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': q }, body: '' }; //! header-injection

//# headers that are spread
return { statusCode: 200, headers: { 'Content-Type': 'application/json', ...body.headers }, body: '' }; //! header-injection

//# ts: a builder of responses
class Reply {
  private headers: Record<string, string> = {};
  set(name: string, value: string): this {
    this.headers[name] = value; //! header-injection
    return this;
  }
  send(): APIGatewayProxyResult {
    return { statusCode: 200, headers: this.headers, body: '' };
  }
}
export const handler = async (event: APIGatewayProxyEvent) => new Reply().set('X-Name', event.queryStringParameters!.name!).send();

//# a header of express
const express = require('express');
const app = express();
app.get('/a', (req, res) => {
  res.setHeader('X-Name', req.query.name); //! header-injection
  res.set({ 'X-Other': req.query.other }); //! header-injection
  res.attachment(req.query.file);
  res.cookie('name', req.query.name);
  res.json({});
});
exports.handler = require('serverless-http')(app);

//# line breaks taken out
const clean = (text) => text.replace(/[\r\n]+/g, ' ');
const strict = (text) => text.replace(/[^\x20-\x7e]/g, '');
return {
  statusCode: 200,
  headers: {
    'X-A': clean(q),
    'X-B': strict(q),
    'X-C': encodeURIComponent(q),
    'X-D': Buffer.from(q).toString('base64'),
    'X-E': JSON.stringify(q),
    'X-F': q.replaceAll('\r', '').replaceAll('\n', ''),
    'X-G': q.split(/\r?\n/)[0],
    'X-H': String(Number(q)),
    'X-I': `W/"${require('crypto').createHash('sha1').update(q).digest('hex')}"`,
  },
  body: '',
};

//# origins of a list
const ORIGINS = ['https://a.example.com', 'https://b.example.com'];
const origin = event.headers.origin;
const allowed = ORIGINS.includes(q) ? q : ORIGINS[0];
return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': allowed, Vary: 'Origin' }, body: '' };

//# ts: an origin that is found
const ORIGINS = (process.env.ORIGINS ?? '').split(',');
export const handler = async (event: APIGatewayProxyEvent) => {
  const wanted = event.queryStringParameters?.origin;
  const origin = ORIGINS.find((one) => one === wanted) ?? ORIGINS[0];
  return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': origin }, body: '' };
};

//# cookies by a library
import cookie from 'cookie';
import { serialize } from 'cookie';
import contentDisposition from 'content-disposition';
return {
  statusCode: 200,
  headers: { 'Content-Disposition': contentDisposition(q) },
  cookies: [cookie.serialize('a', q, { httpOnly: true }), serialize('b', body.b), `c=${encodeURIComponent(q)}; Secure`],
  body: '',
};

//# names that are checked
if (!/^[\w.-]+$/.test(q)) return { statusCode: 400, body: '' };
if (/[\r\n]/.test(body.title)) return { statusCode: 400, body: '' };
return {
  statusCode: 200,
  headers: { 'Content-Disposition': `attachment; filename="${q}.csv"`, 'X-Title': body.title },
  body: '',
};

//# ids of the request
return {
  statusCode: 200,
  headers: { 'X-Request-Id': event.requestContext.requestId, 'X-Amzn-Trace-Id': process.env._X_AMZN_TRACE_ID, 'Content-Length': `${q.length}` },
  body: '',
};

//# a type of contents by extension
const TYPES = { png: 'image/png', jpg: 'image/jpeg' };
const type = TYPES[q.split('.').pop()] ?? 'application/octet-stream';
return { statusCode: 200, headers: { 'Content-Type': type }, body: '', isBase64Encoded: true };

//# names of files in downloads
const { filename } = event.queryStringParameters;
return {
  statusCode: 200,
  headers: { 'Content-Type': 'text/csv', 'Content-Disposition': 'attachment; filename=' + filename }, //! header-injection
  body: 'a,b',
};

//# a helper for cookies
const cookie = (name, value, age) => `${name}=${value}; Max-Age=${age}; Path=/`;
return { statusCode: 204, cookies: [cookie('theme', body.theme, 3600)] }; //! header-injection

//# decoded before
const lang = decodeURIComponent(event.queryStringParameters.lang ?? 'en');
return { statusCode: 200, headers: { 'Content-Language': lang }, body: '' }; //! header-injection

//# languages of a list
const LANGUAGES = ['en', 'de', 'fr'];
const wanted = (event.headers['accept-language'] ?? '').split(',')[0].trim().slice(0, 2);
const lang = LANGUAGES.find((one) => one === q) ?? 'en';
const other = LANGUAGES.includes(wanted) ? wanted : 'en';
return { statusCode: 200, headers: { 'Content-Language': lang, 'X-Lang': other }, body: '' };

//# a name of a file that is made safe
const safe = q.replace(/[^a-zA-Z0-9._-]/g, '_');
const other = encodeURIComponent(body.name).replace(/['()]/g, escape);
return {
  statusCode: 200,
  headers: { 'Content-Disposition': `attachment; filename="${safe}"; filename*=UTF-8''${other}` },
  body: '',
};

//# ts: an origin that is asked in a function
const ALLOWED = new Set(['https://app.example.com', 'https://admin.example.com']);
const corsHeaders = (origin?: string): Record<string, string> =>
  origin && ALLOWED.has(origin) ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' } : {};
export const handler = async (event: APIGatewayProxyEvent) => ({
  statusCode: 200,
  headers: { ...corsHeaders(event.queryStringParameters?.origin), 'Content-Type': 'application/json' },
  body: '{}',
});

//# middy's validator
import middy from '@middy/core';
import validator from '@middy/validator';
import { transpileSchema } from '@middy/validator/transpile';
const schema = {
  type: 'object',
  properties: { queryStringParameters: { type: 'object', properties: { lang: { type: 'string', enum: ['en', 'de'] }, name: { type: 'string', pattern: '^[a-z]+$' } } } },
};
const base = async (event) => ({
  statusCode: 200,
  headers: { 'Content-Language': event.queryStringParameters.lang, 'X-Name': event.queryStringParameters.name },
  body: '',
});
export const handler = middy(base).use(validator({ eventSchema: transpileSchema(schema) }));

//# ts: a function that makes values of headers
const header = (value: string): string => value.replace(/[^\t\x20-\x7e]/g, '').trim();
const quoted = (value: string): string => `"${value.replace(/["\\\r\n]/g, '')}"`;
export const handler = async (event: APIGatewayProxyEvent) => {
  const { name = '', file = 'x' } = event.queryStringParameters ?? {};
  return {
    statusCode: 200,
    headers: { 'X-Name': header(name), 'Content-Disposition': `attachment; filename=${quoted(file)}` },
    body: '',
  };
};

//# a value that is refused
const { trace } = body;
if (typeof trace !== 'string' || trace.includes('\n') || trace.includes('\r')) return { statusCode: 400, body: '' };
if (q.match(/[\r\n]/)) return { statusCode: 400, body: '' };
return { statusCode: 200, headers: { 'X-Trace': trace, 'X-Q': q }, body: '' };
