//# a filter of a directory
const ldap = require('ldapjs');
const client = ldap.createClient({ url: process.env.LDAP });
client.search('ou=people,dc=x', { filter: `(uid=${q})`, scope: 'sub' }, () => {}); //! ldap-injection
client.search('dc=x', { filter: '(&(cn=' + body.name + ')(objectClass=person))' }, () => {}); //! ldap-injection
const opts = { scope: 'sub' };
opts.filter = `(|(mail=${q})(uid=${q}))`;
client.search('dc=x', opts, () => {}); //! ldap-injection

//# ts: a filter for ldapts
import { Client } from 'ldapts';
export const handler = async (event: APIGatewayProxyEvent) => {
  const client = new Client({ url: process.env.LDAP! });
  const user = event.queryStringParameters!.user!;
  const { searchEntries } = await client.search('dc=x', { filter: `(uid=${user})` }); //! ldap-injection
  return { statusCode: 200, body: JSON.stringify(searchEntries) };
};

//# a promise of a search
import { promisify } from 'util';
import ldap from 'ldapjs';
const client = ldap.createClient({ url: process.env.LDAP });
const find = (filter) => new Promise((resolve, reject) => {
  client.search('dc=x', { filter, attributes: ['cn'] }, (error, result) => (error ? reject(error) : resolve(result))); //! ldap-injection
});
await find(`(uid=${body.uid})`);

//# filters as objects
const ldap = require('ldapjs');
const { EqualityFilter, AndFilter } = require('ldapjs');
const client = ldap.createClient({ url: process.env.LDAP });
client.search('dc=x', { filter: new EqualityFilter({ attribute: 'uid', value: q }) }, () => {});
client.search('dc=x', { filter: new AndFilter({ filters: [new EqualityFilter({ attribute: 'uid', value: q })] }) }, () => {});

//# filters that are escaped
import ldap from 'ldapjs';
import ldapEscape from 'ldap-escape';
const client = ldap.createClient({ url: process.env.LDAP });
const escapeFilter = (text) => text.replace(/[\\*()\0]/g, (one) => `\\${one.charCodeAt(0).toString(16).padStart(2, '0')}`);
const chained = (text) => text.replace(/\\/g, '\\5c').replace(/\*/g, '\\2a').replace(/\(/g, '\\28').replace(/\)/g, '\\29').replace(/\0/g, '\\00');
client.search('dc=x', { filter: `(uid=${escapeFilter(q)})` }, () => {});
client.search('dc=x', { filter: `(uid=${chained(q)})` }, () => {});
client.search('dc=x', { filter: ldapEscape.filter`(uid=${q})` }, () => {});
if (/^[a-z0-9._-]+$/i.test(body.uid)) client.search('dc=x', { filter: `(uid=${body.uid})` }, () => {});

//# paths of XML
import xpath from 'xpath';
import { select, select1 } from 'xpath';
import { DOMParser } from '@xmldom/xmldom';
const document = new DOMParser().parseFromString('<a/>', 'text/xml');
xpath.select(`//user[name='${q}']`, document); //! xpath-injection
select1("//user[@id='" + body.id + "']/text()", document); //! xpath-injection
xpath.parse(`//user[name="${q}"]`).select({ node: document }); //! xpath-injection

//# paths of libxmljs
import libxmljs from 'libxmljs2';
const document = libxmljs.parseXml('<a/>');
document.get(`//user[name='${q}']`); //! xpath-injection
document.find(`//user[name='${q}']`); //! xpath-injection

//# ts: paths with variables
import xpath from 'xpath';
import { DOMParser } from '@xmldom/xmldom';
export const handler = async (event: APIGatewayProxyEvent) => {
  const document = new DOMParser().parseFromString(event.body!, 'text/xml');
  const evaluator = xpath.parse('//user[name=$name]');
  const found = evaluator.select({ node: document, variables: { name: event.queryStringParameters!.name! } });
  const id = Number(event.queryStringParameters!.id);
  return { statusCode: 200, body: String(xpath.select(`//user[@id=${id}]`, document)) + found };
};

//# paths of checked words
import xpath from 'xpath';
if (!/^\w+$/.test(q)) return { statusCode: 400 };
xpath.select(`//user[name='${q}']`, body.document);
xpath.select(`//item[name="${body.name.replace(/['"]/g, '')}"]`, body.document);
const FIELDS = ['name', 'mail'];
if (FIELDS.includes(body.field)) xpath.select(`//user/${body.field}`, body.document);

//# templates that the caller writes
import ejs from 'ejs';
import pug from 'pug';
import Handlebars from 'handlebars';
import nunjucks from 'nunjucks';
import _ from 'lodash';
import { template } from 'lodash';
import mustache from 'mustache';
import { Liquid } from 'liquidjs';
import Twig from 'twig';
ejs.render(body.template, { name: 'x' }); //! template-injection
pug.compile(q)({}); //! template-injection
Handlebars.compile(body.template)({}); //! template-injection
nunjucks.renderString(`Hello ${q}`, {}); //! template-injection
_.template(`Hello ${q}`)({}); //! template-injection
template(q)(); //! template-injection
await new Liquid().parseAndRender(body.template, {}); //! template-injection
Twig.twig({ data: q }).render({}); //! template-injection

//# ts: a template that is put together
import ejs from 'ejs';
export const handler = async (event: APIGatewayProxyEvent) => {
  const { name } = event.queryStringParameters!;
  const text = await ejs.render(`<h1>Hello ${name}</h1><p><%= title %></p>`, { title: 'x' }); //! template-injection
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: text }; //! html-response
};

//# templates with data
import ejs from 'ejs';
import Handlebars from 'handlebars';
import nunjucks from 'nunjucks';
import _ from 'lodash';
import fs from 'fs';
ejs.render('Hello <%= name %>', { name: q });
Handlebars.compile('Hello {{name}}')({ name: q });
nunjucks.renderString('Hello {{ name }}', { name: q });
_.template('Hello <%= name %>')({ name: q });
ejs.render(fs.readFileSync('/var/task/mail.ejs', 'utf8'), { name: q });
await ejs.renderFile('/var/task/mail.ejs', body);
const TEMPLATES = { welcome: 'Hello {{name}}', bye: 'Bye {{name}}' };
Handlebars.compile(TEMPLATES[q] ?? TEMPLATES.welcome)({ name: body.name });

//# patterns that the caller writes
import { escapeRegExp } from 'lodash';
const found = ['a', 'b'].filter((name) => new RegExp(q, 'i').test(name)); //! regex-injection
const pattern = RegExp(`^${body.prefix}.*`); //! regex-injection
'text'.match(body.pattern); //! regex-injection
const words = body.words.map((word) => new RegExp(`\\b${word}\\b`, 'g')); //! regex-injection
'text'.replace(new RegExp(q, 'g'), ''); //! regex-injection
const joined = new RegExp(body.words.join('|')); //! regex-injection

//# ts: a pattern of a filter
interface Item { name: string }
const items: Item[] = [{ name: 'a' }];
const matching = (text: string): Item[] => {
  const expression = new RegExp(text, 'i'); //! regex-injection
  return items.filter(({ name }) => expression.test(name));
};
export const handler = async (event: APIGatewayProxyEvent) => matching(event.queryStringParameters?.q ?? '');

//# patterns that are escaped
import _, { escapeRegExp } from 'lodash';
import escapeStringRegexp from 'escape-string-regexp';
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const other = (text) => text.replace(/[-\/\\^$*+?.()|[\]{}]/g, '\\$&');
new RegExp(escapeRegExp(q), 'i');
new RegExp(_.escapeRegExp(q));
new RegExp(`^${escapeStringRegexp(q)}$`);
new RegExp(escaped(q));
new RegExp(other(q));
new RegExp(body.words.map(escaped).join('|'));
new RegExp(`^\\d{${Number(q)}}$`);
if (/^\w+$/.test(q)) new RegExp(`^${q}`);
'text'.includes(q);
'text'.replaceAll(q, '');
'text'.indexOf(q);

//# a filter by a function
const ldap = require('ldapjs');
const { promisify } = require('util');
const client = ldap.createClient({ url: process.env.LDAP });
const filterFor = (attributes) => `(&${Object.entries(attributes).map(([name, value]) => `(${name}=${value})`).join('')})`;
exports.handler = async (event) => {
  const search = promisify(client.search).bind(client);
  return search('dc=x', { filter: filterFor(JSON.parse(event.body)), scope: 'sub' }); //! ldap-injection
};

//# a name that is put into a distinguished name
const ldap = require('ldapjs');
const client = ldap.createClient({ url: process.env.LDAP });
client.bind(`uid=${q},ou=people,dc=x`, body.password, () => {}); //! ldap-injection
client.search(`ou=${body.unit},dc=x`, { filter: '(objectClass=*)' }, () => {}); //! ldap-injection

//# a page that the caller writes with a template of the program
const Handlebars = require('handlebars');
const mustache = require('mustache');
const doT = require('dot');
const { Eta } = require('eta');
Handlebars.precompile(q); //! template-injection
mustache.render(body.template, { a: 1 }); //! template-injection
doT.template(q)({}); //! template-injection
new Eta().renderString(body.template, {}); //! template-injection

//# patterns of a search by words
const words = q.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
const pattern = new RegExp(words.join('|'), 'gi');
const one = new RegExp(`^${body.prefix.replace(/[^a-z0-9]/gi, '')}`);
const FLAGS = new Set(['i', 'g']);
const two = new RegExp('a+', FLAGS.has(body.flag) ? body.flag : '');
const KINDS = { digits: '^\\d+$', letters: '^[a-z]+$' };
const three = new RegExp(KINDS[body.kind] ?? KINDS.digits);
