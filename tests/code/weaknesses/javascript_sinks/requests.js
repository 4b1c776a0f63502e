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

//# requests by other clients
import needle from 'needle';
import superagent from 'superagent';
import request from 'request';
import { ofetch } from 'ofetch';
import wretch from 'wretch';
import phin from 'phin';
import bent from 'bent';
import { Client, Pool } from 'undici';
await needle('get', q); //! ssrf
await superagent.get(q).set('a', 'b'); //! ssrf
request({ uri: q, json: true }, () => {}); //! ssrf
await ofetch(q); //! ssrf
await wretch(q).get().json(); //! ssrf
await phin({ url: q }); //! ssrf
await bent('json')(q); //! ssrf
await new Client(q).request({ path: '/', method: 'GET' }); //! ssrf

//# several in a row
const urls = [body.primary, body.secondary];
for (const url of urls) await fetch(url); //! ssrf
await Promise.all(body.urls.map((url) => fetch(url))); //! ssrf
await Promise.all(urls.map(async (url) => (await fetch(url)).json())); //! ssrf

//# an address with a user's host behind a scheme
const { host, port = 443 } = body;
await fetch(`https://${host}:${port}/health`); //! ssrf
await fetch('http://' + host); //! ssrf
await fetch(['https:/', host, 'api'].join('/')); //! ssrf
const target = new URL('https://example.com/');
target.host = host;
await fetch(target); //! ssrf

//# ts: a proxy
import axios, { AxiosRequestConfig } from 'axios';
export const handler = async (event: APIGatewayProxyEvent) => {
  const config: AxiosRequestConfig = { method: 'GET', url: event.queryStringParameters?.target, timeout: 3000 };
  const { data } = await axios.request(config); //! ssrf
  return { statusCode: 200, body: JSON.stringify(data) };
};

//# a service of AWS where the caller wants it
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
const s3 = new S3Client({ endpoint: q }); //! ssrf
const sqs = new SQSClient({ region: 'eu-west-1', endpoint: body.endpoint }); //! ssrf
const fixed = new S3Client({ endpoint: process.env.ENDPOINT });

//# graphql and soap
import { GraphQLClient, request } from 'graphql-request';
import soap from 'soap';
await request(q, '{ a }'); //! ssrf
await new GraphQLClient(body.endpoint).request('{ a }'); //! ssrf
await soap.createClientAsync(body.wsdl); //! ssrf

//# a document that loads what it names
import puppeteer from 'puppeteer-core';
import chromium from '@sparticuz/chromium';
let browser = null;
export const handler = async (event) => {
  browser = await puppeteer.launch({ args: chromium.args });
  const page = await browser.newPage();
  await page.goto(event.queryStringParameters.url); //! ssrf
  return (await page.pdf()).toString('base64');
};

//# a table of hosts by a switch
const hostFor = (region) => {
  switch (region) {
    case 'eu': return 'eu.example.com';
    case 'us': return 'us.example.com';
    default: throw new Error('region');
  }
};
await fetch(`https://${hostFor(q)}/status`);

//# a host that is compared after it is put together
const BASE = new URL('https://api.example.com');
const target = new URL(q, BASE);
if (target.origin !== BASE.origin) return { statusCode: 400 };
await fetch(target);

//# a set of allowed hosts from the environment
const HOSTS = new Set((process.env.ALLOWED_HOSTS ?? '').split(','));
const { hostname } = new URL(q);
if (!HOSTS.has(hostname)) return { statusCode: 403 };
await fetch(q);

//# ts: hosts by a pattern
const HOST = /^([a-z0-9-]+\.)?example\.com$/;
export const handler = async (event: APIGatewayProxyEvent) => {
  const url = new URL(event.queryStringParameters!.url!);
  if (url.protocol !== 'https:' || !HOST.test(url.hostname)) return { statusCode: 400, body: '' };
  const response = await fetch(url, { redirect: 'manual' });
  return { statusCode: response.status, body: '' };
};

//# ts: an identifier in a path
import axios from 'axios';
const api = axios.create({ baseURL: process.env.API_URL, timeout: 1000 });
export const handler = async (event: APIGatewayProxyEvent) => {
  const id = Number(event.pathParameters!.id);
  const { data } = await api.get(`/items/${id}`);
  const other = await api.get(`/users/${encodeURIComponent(event.pathParameters!.user!)}`, { params: event.queryStringParameters });
  return { statusCode: 200, body: JSON.stringify([data, other.data]) };
};

//# an address that is stored by the program
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const { Item } = await client.send(new GetCommand({ TableName: 't', Key: { tenant: q } }));
await fetch(Item.webhook, { method: 'POST', body: event.body });

//# a default where the host isn't one of ours
const HOSTS = ['a.example.com', 'b.example.com'];
let host = q;
if (!HOSTS.includes(host)) host = HOSTS[0];
await fetch(`https://${host}/`);
const url = HOSTS.includes(body.host) ? `https://${body.host}/x` : 'https://a.example.com/x';
await fetch(url);

//# validated by a schema
import { z } from 'zod';
import Joi from 'joi';
const Hook = z.object({ region: z.enum(['eu', 'us']), url: z.string().url().regex(/^https:\/\/hooks\.example\.com\//) });
const { region, url } = Hook.parse(body);
await fetch(`https://${region}.example.com/`);
await fetch(url);
const { error, value } = Joi.object({ host: Joi.string().valid('a.example.com', 'b.example.com').required() }).validate(body);
if (error) return { statusCode: 400 };
await fetch(`https://${value.host}/`);

//# an agent that refuses private addresses
import ssrfFilter from 'ssrf-req-filter';
import { useAgent } from 'request-filtering-agent';
import axios from 'axios';
import fetch from 'node-fetch';
await axios.get(q, { httpAgent: ssrfFilter(q), httpsAgent: ssrfFilter(q) });
await fetch(q, { agent: useAgent(q) });

//# requests that are made ready
const request = new Request(q, { method: 'POST', body: '{}' });
await fetch(request); //! ssrf
const options = { method: 'GET' };
const { protocol, host, pathname } = new URL(q);
const client = protocol === 'https:' ? require('https') : require('http');
client.get({ protocol, host, path: pathname }, () => {}); //! ssrf

//# ts: a retrying client
import axios, { AxiosInstance } from 'axios';
import axiosRetry from 'axios-retry';
const http: AxiosInstance = axios.create({ timeout: 1000 });
axiosRetry(http, { retries: 3 });
const load = async <T>(url: string): Promise<T> => (await http.get<T>(url)).data; //! ssrf
export const handler = async (event: APIGatewayProxyEvent) => load(JSON.parse(event.body!).feed);

//# more libraries that fetch
import RSSParser from 'rss-parser';
import { Jimp } from 'jimp';
import * as cheerio from 'cheerio';
import http2 from 'node:http2';
import { getLinkPreview } from 'link-preview-js';
import download from 'download';
await new RSSParser().parseURL(q); //! ssrf
await Jimp.read(body.image); //! ssrf
await cheerio.fromURL(q); //! ssrf
http2.connect(q); //! ssrf
await getLinkPreview(q); //! ssrf
await download(q, '/tmp'); //! ssrf

//# connections to what the caller names
import mysql from 'mysql2/promise';
import Redis from 'ioredis';
import nodemailer from 'nodemailer';
import { Client } from 'ssh2';
await mysql.createConnection({ host: body.host, user: 'a' }); //! ssrf
new Redis({ host: q, port: 6379 }); //! ssrf
nodemailer.createTransport({ host: body.smtp, port: 25 }); //! ssrf
new Client().connect({ host: q, username: 'a' }); //! ssrf
await mysql.createConnection({ host: process.env.HOST, database: q });

//# ts: an url of a few kinds, by a function that gives it
const HOSTS: Readonly<Record<string, string>> = Object.freeze({ a: 'https://a.example.com', b: 'https://b.example.com' });
const resolve = (name: string): URL => {
  const base = HOSTS[name];
  if (base === undefined) throw new Error('unknown');
  return new URL('/v1/items', base);
};
export const handler = async (event: APIGatewayProxyEvent) => {
  const url = resolve(event.pathParameters!.service!);
  url.searchParams.set('id', event.queryStringParameters?.id ?? '');
  const response = await fetch(url);
  return { statusCode: response.status, body: await response.text() };
};

//# a host, a scheme and a port are asked
const url = new URL(q);
const allowed = url.protocol === 'https:' && url.port === '' && ['a.example.com'].includes(url.hostname.toLowerCase());
if (!allowed) return { statusCode: 400 };
await fetch(url.href);
