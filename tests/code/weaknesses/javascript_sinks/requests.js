//# an address as it came
const axios = require('axios');
const https = require('https');
const { data } = await axios.get(body.url, { timeout: 1000 }); //! ssrf
await axios({ method: 'post', url: body.callback, data: {} }); //! ssrf
https.get(q, (response) => response.resume()); //! ssrf

//# a client of its own
import axios from 'axios';
const client = axios.create({ timeout: 1000 });
await client.get(q); //! ssrf
await client.post(`https://${body.tenant}/hook`, {}); //! ssrf
await client.request({ url: q }); //! ssrf

//# parts of an address
import https from 'https';
import http from 'http';
http.request({ hostname: body.host, port: 80, path: '/health' }).end(); //! ssrf
const url = new URL(q);
https.request({ host: url.host, path: url.pathname, method: 'HEAD' }).end(); //! ssrf
https.request(url, () => {}).end(); //! ssrf
const options = { path: '/x' };
options.hostname = q;
https.get(options); //! ssrf

//# fetch by other names
import fetch from 'node-fetch';
import crossFetch from 'cross-fetch';
import { fetch as undici, request, Agent } from 'undici';
import got from 'got';
import ky from 'ky';
await fetch(`${q}/status`); //! ssrf
await crossFetch(q); //! ssrf
await undici(q); //! ssrf
await request(q); //! ssrf
const api = got.extend({ timeout: { request: 100 } });
await api.post(q, { json: body }); //! ssrf
await got.stream(q); //! ssrf
await ky.get(q).json(); //! ssrf

//# a web hook of a record
exports.handler = async (event) => {
  await Promise.allSettled(event.Records.map(async (record) => {
    const { url, payload } = JSON.parse(record.body);
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(payload) }); //! ssrf
    if (!response.ok) throw new Error('hook');
  }));
};

//# a subdomain
const region = body.region ?? 'eu';
await fetch(`https://${region}.api.example.com/v1`); //! ssrf
await fetch('https://' + q + '.s3.amazonaws.com/x'); //! ssrf

//# a path that begins as it likes
await fetch(`https://api.example.com${q}`); //! ssrf
await fetch(new URL(q, 'https://api.example.com')); //! ssrf
await fetch(new URL(event.rawPath, process.env.API)); //! ssrf

//# checks that don't hold
const url = new URL(q);
if (!q.includes('example.com')) return { statusCode: 400 };
await fetch(q); //! ssrf
if (url.hostname.includes('example.com')) await fetch(url); //! ssrf
if (url.hostname.endsWith('example.com')) await fetch(url); //! ssrf
if (q.startsWith('https://example.com')) await fetch(q); //! ssrf
if (/example\.com/.test(url.hostname)) await fetch(url); //! ssrf
if (['http:', 'https:'].includes(url.protocol)) await fetch(url); //! ssrf
if (url.hostname !== '169.254.169.254') await fetch(url); //! ssrf

//# browsers, pictures and sockets
import puppeteer from 'puppeteer-core';
import { chromium } from 'playwright-core';
import { Jimp } from 'jimp';
import WebSocket from 'ws';
import net from 'net';
const browser = await puppeteer.launch({});
const page = await browser.newPage();
await page.goto(q, { waitUntil: 'networkidle0' }); //! ssrf
const other = await (await chromium.launch()).newPage();
await other.goto(body.url); //! ssrf
new WebSocket(q); //! ssrf
net.connect({ host: q, port: 6379 }); //! ssrf

//# ts: a class of clients
import axios, { AxiosInstance } from 'axios';
class Gateway {
  private readonly http: AxiosInstance;
  constructor(base: string) {
    this.http = axios.create({ baseURL: base }); //! ssrf
  }
  status(): Promise<unknown> {
    return this.http.get('/status');
  }
}
export const handler = async (event: APIGatewayProxyEvent) => new Gateway(event.headers['x-backend']!).status();

//# ts: a header chooses the back end
export const handler = async (event: APIGatewayProxyEventV2) => {
  const origin = event.headers['x-origin'] ?? process.env.ORIGIN!;
  const response = await fetch(`${origin}/items`); //! ssrf
  return { statusCode: response.status, body: await response.text() };
};

//# hosts of a set
import axios from 'axios';
const HOSTS = new Set(['api.example.com', 'cdn.example.com']);
let url;
try {
  url = new URL(q);
} catch {
  return { statusCode: 400, body: 'bad url' };
}
if (url.protocol !== 'https:' || !HOSTS.has(url.hostname)) {
  return { statusCode: 403, body: 'forbidden' };
}
await axios.get(url.toString());
await axios.get(q);
await fetch(url.href, { redirect: 'error' });

//# hosts of a list, by a function
const ALLOWED = ['hooks.example.com', 'api.example.com'];
function isAllowed(address) {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' && ALLOWED.includes(hostname);
  } catch {
    return false;
  }
}
export const handler = async (event) => {
  const { url } = JSON.parse(event.body);
  if (!isAllowed(url)) return { statusCode: 400 };
  await fetch(url);
};

//# a helper that gives the address back, or raises
const ALLOWED = new Set(['hooks.example.com']);
function safeUrl(text) {
  const url = new URL(text);
  if (!ALLOWED.has(url.host)) throw new Error('host');
  return url;
}
export const handler = async (event) => {
  const { callback } = JSON.parse(event.body);
  await fetch(safeUrl(callback), { method: 'POST' });
};

//# ts: some host of ours
const ALLOWED_HOSTS: readonly string[] = ['a.example.com', 'b.example.com'];
export const handler = async (event: APIGatewayProxyEvent) => {
  const target = new URL(event.queryStringParameters!.target!);
  if (!ALLOWED_HOSTS.some((host) => target.hostname === host)) return { statusCode: 400, body: '' };
  const response = await fetch(target);
  return { statusCode: 200, body: await response.text() };
};

//# a base of ours
const BASE = process.env.API_URL;
await fetch(`${BASE}/users/${encodeURIComponent(q)}`);
await fetch(`https://api.example.com/users/${q}?full=true`);
await fetch('https://api.example.com/search?' + new URLSearchParams({ q }));
const url = new URL('https://api.example.com/search');
url.searchParams.set('q', q);
await fetch(url);
const other = new URL('/items', BASE);
other.searchParams.append('q', q);
await fetch(other.toString());
await fetch(new URL(`/items/${encodeURIComponent(q)}`, 'https://api.example.com'));

//# a table of addresses
const TARGETS = { eu: 'https://eu.example.com', us: 'https://us.example.com' };
const base = TARGETS[q];
if (!base) return { statusCode: 404 };
await fetch(`${base}/items`);
const REGIONS = ['eu', 'us'];
const region = REGIONS.includes(body.region) ? body.region : 'eu';
await fetch(`https://${region}.example.com/`);

//# options of a client with a base
import axios from 'axios';
import got from 'got';
import https from 'node:https';
const api = axios.create({ baseURL: process.env.API });
await api.get('/search', { params: { q } });
await api.post('/items', { name: body.name });
await axios.post('https://api.example.com/', { url: q }, { headers: { 'x-a': q } });
await got('items', { prefixUrl: 'https://api.example.com', searchParams: { q } });
https.request({ hostname: 'api.example.com', path: `/v1?x=${encodeURIComponent(q)}`, method: 'POST' }).end(q);

//# an anchored pattern
if (!/^https:\/\/([a-z0-9-]+\.)*example\.com\//.test(q)) return { statusCode: 400 };
await fetch(q);

//# the end of the host with its dot
const url = new URL(q);
const ok = url.hostname === 'example.com' || url.hostname.endsWith('.example.com');
if (!ok) return { statusCode: 400 };
await fetch(url);

//# an identifier that is checked
import { validate } from 'uuid';
if (!validate(q)) throw new Error('id');
await fetch(`${process.env.BASE}${q}`);
await fetch(`https://${Number(body.shard)}.example.com/`);
