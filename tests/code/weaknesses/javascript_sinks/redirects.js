//# an address as it came
exports.handler = async (event) => {
  const next = event.queryStringParameters?.next ?? '/';
  return { statusCode: 302, headers: { Location: next }, body: '' }; //! open-redirect
};

//# after a login
const { returnTo } = body;
const headers = { 'Set-Cookie': 'a=b' };
headers.location = returnTo; //! open-redirect
return { statusCode: 303, headers };

//# a helper
const redirect = (to, statusCode = 302) => ({ statusCode, headers: { Location: to, 'Cache-Control': 'no-store' }, body: '' }); //! open-redirect
module.exports.handler = async (event) => redirect(decodeURIComponent(event.queryStringParameters.url));

//# half measures
const url = new URL(q, 'https://example.com');
if (body.a && q.startsWith('/')) return { statusCode: 302, headers: { Location: q } }; //! open-redirect
if (body.b && q.includes('example.com')) return { statusCode: 302, headers: { Location: q } }; //! open-redirect
if (body.c && q.startsWith('https://example.com')) return { statusCode: 302, headers: { Location: q } }; //! open-redirect
if (body.d && url.protocol === 'https:') return { statusCode: 302, headers: { Location: url.href } }; //! open-redirect
if (body.e && url.hostname.endsWith('example.com')) return { statusCode: 302, headers: { Location: q } }; //! open-redirect
return { statusCode: 302, headers: { Location: `https://example.com${q}` } }; //! open-redirect

//# a header of the request
const to = event.headers.referer || event.headers.Referer;
return { statusCode: 301, headers: { Location: to } }; //! open-redirect

//# ts: a response of an edge
export const handler = async (event: CloudFrontRequestEvent) => {
  const { querystring } = event.Records[0].cf.request;
  const target = new URLSearchParams(querystring).get('to')!;
  return { status: '302', headers: { location: [{ key: 'Location', value: target }] } }; //! open-redirect
};

//# frameworks
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
const app = new Hono();
app.get('/a', (c) => c.redirect(c.req.query('to') ?? '/')); //! open-redirect
app.get('/b', (c) => c.redirect(`/items/${c.req.param('id')}`));
export const handler = handle(app);

//# ts: express
import express from 'express';
import serverless from 'serverless-http';
const app = express();
app.get('/a', (req, res) => { res.redirect(301, req.query.to as string); }); //! open-redirect
app.get('/b', (req, res) => { res.location(req.query.to as string).status(302).end(); }); //! open-redirect
app.get('/c', (req, res) => { res.writeHead(302, { Location: req.query.to as string }).end(); }); //! open-redirect
export const handler = serverless(app);

//# a path of the own site
const isLocal = (path) => path.startsWith('/') && !path.startsWith('//') && !path.startsWith('/\\');
if (!isLocal(q)) return { statusCode: 400 };
return { statusCode: 302, headers: { Location: q } };

//# a path by a pattern
const next = /^\/(?!\/)[\w\-/]*$/.test(q) ? q : '/';
return { statusCode: 302, headers: { Location: next } };

//# a path by its letters
let next = q || '/';
if (next[0] !== '/' || next[1] === '/' || next[1] === '\\') {
  next = '/';
}
return { statusCode: 302, headers: { Location: next } };

//# a path of an address
const BASE = 'https://www.example.com';
const url = new URL(q, BASE);
if (url.origin !== BASE) return { statusCode: 400 };
if (body.a) return { statusCode: 302, headers: { Location: url.pathname + url.search } };
return { statusCode: 302, headers: { Location: url.toString() } };

//# hosts of a list
const HOSTS = ['www.example.com', 'app.example.com'];
const target = new URL(q);
if (!HOSTS.includes(target.host)) return { statusCode: 400 };
return { statusCode: 302, headers: { Location: target.href } };

//# addresses of a table
const PAGES = new Map([['home', '/'], ['help', 'https://help.example.com/']]);
const PLACES = { home: '/', help: '/help' };
if (body.a) return { statusCode: 302, headers: { Location: PAGES.get(q) ?? '/' } };
return { statusCode: 302, headers: { Location: PLACES[q] || '/' } };

//# a parameter of the own site
if (body.a) return { statusCode: 302, headers: { Location: `https://login.example.com/?next=${encodeURIComponent(q)}` } };
if (body.b) return { statusCode: 302, headers: { Location: `${process.env.SITE}/items/${q}` } };
if (body.c) return { statusCode: 302, headers: { Location: `/search?${new URLSearchParams({ q })}` } };
return { statusCode: 302, headers: { Location: '/items/' + encodeURIComponent(q) } };

//# ts: an address of a set, or the first
const ALLOWED: ReadonlySet<string> = new Set(['https://a.example.com/', 'https://b.example.com/']);
export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const to = event.queryStringParameters?.to ?? '';
  const Location = ALLOWED.has(to) ? to : 'https://a.example.com/';
  return { statusCode: 302, headers: { Location }, body: '' };
};

//# a short link of the program
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { Item } = await client.send(new GetCommand({ TableName: 't', Key: { id: q } }));
if (!Item) return { statusCode: 404 };
return { statusCode: 302, headers: { Location: Item.url } };

//# a header set by a function
const withHeader = (response, name, value) => ({ ...response, headers: { ...response.headers, [name]: value } }); //! open-redirect
export const handler = async (event) => withHeader({ statusCode: 302, body: '' }, 'Location', event.queryStringParameters.to);

//# a refresh of a page
return { statusCode: 200, headers: { Refresh: `0; url=${q}` }, body: '' }; //! header-injection

//# ts: a state that comes back
export const handler = async (event: APIGatewayProxyEventV2) => {
  const state = JSON.parse(Buffer.from(event.queryStringParameters!.state!, 'base64').toString('utf8'));
  return { statusCode: 302, headers: { location: state.returnUrl } }; //! open-redirect
};

//# ts: a path of the own site, by a function
function safePath(path: string | undefined): string {
  if (!path || !path.startsWith('/') || path.startsWith('//')) return '/';
  return path;
}
export const handler = async (event: APIGatewayProxyEvent) => ({
  statusCode: 302,
  headers: { Location: safePath(event.queryStringParameters?.next) },
  body: '',
});

//# a path by a try
const BASE = 'https://www.example.com';
function safe(next) {
  try {
    const url = new URL(next, BASE);
    return url.origin === BASE ? url.href : BASE;
  } catch {
    return BASE;
  }
}
export const handler = async (event) => ({ statusCode: 302, headers: { Location: safe(event.queryStringParameters.next) } });

//# a path that is checked before a host is put in front
const SITE = 'https://www.example.com';
if (!q.startsWith('/')) return { statusCode: 400 };
return { statusCode: 302, headers: { Location: SITE + q } };

//# a code is kept
const codes = { a: 'https://a.example.com', b: 'https://b.example.com' };
const target = Object.hasOwn(codes, q) ? codes[q] : undefined;
if (!target) return { statusCode: 404, body: '' };
return { statusCode: 301, headers: { Location: target } };

//# ts: express to own paths
import express from 'express';
import serverless from 'serverless-http';
const app = express();
const PAGES = new Set(['/home', '/help']);
app.get('/a', (req, res) => res.redirect(PAGES.has(req.query.to as string) ? (req.query.to as string) : '/home'));
app.get('/b', (req, res) => {
  const to = String(req.query.to ?? '/');
  if (!/^\/[a-z]/.test(to)) return res.status(400).end();
  return res.redirect(to);
});
export const handler = serverless(app);

//# the host of the request, whose domain is the API's
const { domainName, stage } = event.requestContext;
return { statusCode: 302, headers: { Location: `https://${domainName}/${stage}/items?page=${encodeURIComponent(q)}` } };

//# ts: targets by class
class Targets {
  private static readonly known = new Map<string, string>([['home', '/'], ['docs', 'https://docs.example.com/']]);
  static resolve(name: string | undefined): string {
    const found = name === undefined ? undefined : Targets.known.get(name);
    if (!found) throw new Error('unknown target');
    return found;
  }
}
export const handler = async (event: APIGatewayProxyEvent) => ({
  statusCode: 302,
  headers: { Location: Targets.resolve(event.queryStringParameters?.to) },
  body: '',
});

//# a host of a list by its end
const ALLOWED = ['.example.com', '.example.org'];
const isAllowed = (text) => {
  try {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' && ALLOWED.some((suffix) => hostname.endsWith(suffix));
  } catch {
    return false;
  }
};
if (!isAllowed(q)) return { statusCode: 400 };
return { statusCode: 302, headers: { Location: q } };

//# a path that is only a path
const path = String(q ?? '/');
const isRelative = /^\/[^/\\]/.test(path) || path === '/';
return { statusCode: 302, headers: { Location: isRelative ? path : '/' } };

//# ts: a host that is the request's own
export const handler = async (event: APIGatewayProxyEventV2) => {
  const target = new URL(event.queryStringParameters?.next ?? '/', `https://${event.requestContext.domainName}`);
  if (target.hostname !== event.requestContext.domainName) return { statusCode: 400 };
  return { statusCode: 302, headers: { location: target.toString() } };
};
