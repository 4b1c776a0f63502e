# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""What is reported in JavaScript: every line says so itself, and a line that says nothing is clean."""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

PROGRAMS = {
    # --- SQL -------------------------------------------------------------------------------------------------------
    "mysql": """
        import mysql from 'mysql2/promise';
        const pool = mysql.createPool(process.env.URL);
        await pool.query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await pool.query('SELECT * FROM t WHERE a = ?', [q]);
        await pool.execute({ sql: 'SELECT * FROM t WHERE a = ?', values: [q] });
        await pool.query('SELECT * FROM t WHERE a = ' + pool.escape(q));
        await pool.query('SELECT * FROM t ORDER BY ' + mysql.escapeId(q));
        await pool.query({ sql: 'SELECT * FROM t WHERE a = "' + q + '"' }); //! sql-injection
    """,
    "pg": """
        import pg from 'pg';
        const client = new pg.Client();
        const sort = q === 'asc' ? 'ASC' : 'DESC';
        await client.query('SELECT * FROM t ORDER BY a ' + sort);
        await client.query(`SELECT * FROM t LIMIT ${Number(q)}`);
        await client.query(`SELECT * FROM t LIMIT ${parseInt(q, 10)}`);
        await client.query(`SELECT * FROM t LIMIT ${q}`); //! sql-injection
        await client.query('SELECT * FROM t WHERE a = $1', [q]);
        let text = 'SELECT * FROM t';
        if (body.name) text += ` WHERE name = '${body.name}'`;
        await client.query(text); //! sql-injection
        const parts = [];
        parts.push(`a = '${body.a}'`);
        await client.query('SELECT * FROM t WHERE ' + parts.join(' AND ')); //! sql-injection
        await client.query(['SELECT * FROM t WHERE b =', q].join(' ')); //! sql-injection
        await client.query('SELECT * FROM t WHERE b = %s'.replace('%s', q)); //! sql-injection
    """,
    "tagged templates": """
        import postgres from 'postgres';
        import { PrismaClient } from '@prisma/client';
        const sql = postgres(process.env.URL);
        const prisma = new PrismaClient();
        await sql`SELECT * FROM t WHERE a = ${q}`;
        await prisma.$queryRaw`SELECT * FROM t WHERE a = ${q}`;
        await sql.unsafe(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await prisma.$queryRawUnsafe(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await prisma.$queryRawUnsafe('SELECT * FROM t WHERE a = $1', q);
    """,
    "builders": """
        import knex from 'knex';
        import { Sequelize } from 'sequelize';
        const db = knex({ client: 'pg' });
        const sequelize = new Sequelize(process.env.URL);
        await db('t').where({ a: q }).select();
        await db('t').whereRaw('a = ?', [q]);
        await db('t').whereRaw(`a = '${q}'`); //! sql-injection
        await db.raw(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await sequelize.query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await sequelize.query('SELECT * FROM t WHERE a = :q', { replacements: { q } });
        await db('t').orderByRaw(q); //! sql-injection
    """,
    "sqlite": """
        const Database = require('better-sqlite3');
        const db = new Database('/opt/data.db');
        db.prepare(`SELECT * FROM t WHERE a = '${q}'`).all(); //! sql-injection
        db.prepare('SELECT * FROM t WHERE a = ?').all(q);
    """,
    # --- commands --------------------------------------------------------------------------------------------------
    "commands": """
        import { exec, execFile, execSync, spawn } from 'node:child_process';
        import { promisify } from 'node:util';
        const run = promisify(exec);
        const file = promisify(execFile);
        await run(`ls ${q}`); //! command-injection
        await file('ls', ['-l', q]);
        execSync('ls ' + q); //! command-injection
        spawn('ls', [q]);
        spawn('ls', [q], { shell: true }); //! command-injection
        spawn('bash', ['-c', `ls ${q}`]); //! command-injection
        spawn('bash', ['-c', 'ls "$1"', '--', q]);
        await run(`ls ${Number(q)}`);
        if (/^[a-z]+$/.test(q)) await run(`ls ${q}`);
        if (/^[a-z]+/.test(q)) await run(`ls ${q}`); //! command-injection
        if (/[a-z]+$/.test(q)) await run(`ls ${q}`); //! command-injection
        await run(`ls '${q.replace(/'/g, "'\\\\''")}'`);
        await run(`ls ${q.replace(';', '')}`); //! command-injection
    """,
    "execa": """
        import { execa, execaCommand } from 'execa';
        import { quote } from 'shell-quote';
        await execa('ls', [q]);
        await execaCommand(`ls ${q}`); //! command-injection
        await execaCommand(`ls ${quote([q])}`);
        await execa(`ls ${q}`, { shell: true }); //! command-injection
    """,
    # --- code ------------------------------------------------------------------------------------------------------
    "code": """
        import vm from 'node:vm';
        eval(q); //! code-injection
        new Function('x', `return ${q}`); //! code-injection
        vm.runInNewContext(q, {}); //! code-injection
        new vm.Script(q); //! code-injection
        await import(`./handlers/${q}.js`); //! code-injection
        if (['a', 'b'].includes(q)) await import(`./handlers/${q}.js`);
        JSON.parse(q);
        const script = new vm.Script('1 + 1');
        setTimeout(q, 10); //! code-injection
        setTimeout(() => q, 10);
    """,
    "deserialisation": """
        import { unserialize } from 'node-serialize';
        import yaml from 'js-yaml';
        import v8 from 'node:v8';
        unserialize(q); //! unsafe-deserialisation
        yaml.load(q);
        v8.deserialize(Buffer.from(q, 'base64')); //! unsafe-deserialisation
    """,
    # --- requests --------------------------------------------------------------------------------------------------
    "requests": """
        import axios from 'axios';
        import https from 'node:https';
        await fetch(q); //! ssrf
        await fetch(`https://api.example.com/items/${q}`);
        await fetch(`https://${q}.example.com/`); //! ssrf
        await fetch(`https://${q}/items`); //! ssrf
        await axios.get(q); //! ssrf
        await axios({ url: q, method: 'GET' }); //! ssrf
        await axios({ url: 'https://api.example.com/', data: body });
        await axios.post('https://api.example.com/', body);
        https.get({ hostname: q, path: '/' }, () => {}); //! ssrf
        await fetch(new URL(q, 'https://api.example.com/')); //! ssrf
        await fetch(`${process.env.API}/items/${encodeURIComponent(q)}`);
    """,
    "hosts": """
        const url = new URL(q);
        const HOSTS = new Set(['a.example.com', 'b.example.com']);
        if (HOSTS.has(url.hostname)) await fetch(url);
        if (url.hostname === 'a.example.com') await fetch(q);
        if (url.hostname.endsWith('.example.com')) await fetch(url.href);
        if (url.hostname.endsWith('example.com')) await fetch(url.href); //! ssrf
        if (q.startsWith('https://a.example.com/')) await fetch(q);
        if (q.startsWith('https://a.example.com')) await fetch(q); //! ssrf
        if (q.includes('a.example.com')) await fetch(q); //! ssrf
        if (!['localhost', '127.0.0.1'].includes(url.hostname)) await fetch(url); //! ssrf
        if (/^https:\\/\\/[a-z]+\\.example\\.com\\//.test(q)) await fetch(q);
        if (url.protocol === 'https:') await fetch(url); //! ssrf
    """,
    # --- files -----------------------------------------------------------------------------------------------------
    "files": """
        import fs from 'node:fs';
        import path from 'node:path';
        fs.readFileSync(`/opt/${q}`); //! path-traversal
        fs.readFileSync(path.join('/opt', q)); //! path-traversal
        fs.readFileSync(path.join('/opt', path.basename(q)));
        const full = path.resolve('/opt/data', q);
        if (full.startsWith('/opt/data' + path.sep)) fs.readFileSync(full);
        if (full.startsWith('/opt/data/')) fs.readFileSync(full);
        fs.readFileSync(full); //! path-traversal
        if (!q.includes('..')) fs.readFileSync(path.join('/opt', q));
        fs.readFileSync('/opt/' + q.replace('../', '')); //! path-traversal
        if (!q.includes('/')) fs.readFileSync(path.join('/opt', q));
        fs.writeFileSync('/tmp/out', q);
        await fs.promises.unlink('/opt/' + encodeURIComponent(q));
    """,
    "archives": """
        const AdmZip = require('adm-zip');
        const fs = require('fs');
        const path = require('path');
        exports.handler = async (event) => {
          const zip = new AdmZip(Buffer.from(event.body, 'base64'));
          for (const entry of zip.getEntries()) {
            fs.writeFileSync(path.join('/tmp/out', entry.entryName), entry.getData()); //! archive-extraction
            fs.writeFileSync(path.join('/tmp/out', path.basename(entry.entryName)), entry.getData());
            const target = path.resolve('/tmp/out', entry.entryName);
            if (!target.startsWith('/tmp/out/')) continue;
            fs.writeFileSync(target, entry.getData());
          }
        };
    """,
    # --- answers ---------------------------------------------------------------------------------------------------
    "html": """
        import escape from 'escape-html';
        const headers = { 'Content-Type': 'text/html' };
        if (body.a) return { statusCode: 200, headers, body: `<p>${q}</p>` }; //! html-response
        if (body.b) return { statusCode: 200, headers, body: `<p>${escape(q)}</p>` };
        if (body.c) return { statusCode: 200, headers, body: `<p>${q.replace(/</g, '&lt;')}</p>` };
        if (body.d) return { statusCode: 200, headers, body: `<p>${encodeURIComponent(q)}</p>` };
        if (body.e) return { statusCode: 200, headers, body: `<p>${q.replace('<', '&lt;')}</p>` }; //! html-response
        return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ q }) };
    """,
    "headers": """
        if (body.a) {
          return {
            statusCode: 200,
            headers: {
              'X-Name': q, //! header-injection
              'X-Clean': encodeURIComponent(q),
              'X-Line': q.replace(/[\\r\\n]/g, ''),
            },
            body: '',
          };
        }
        return { statusCode: 200, cookies: [`a=${q}; Secure`], body: '' }; //! header-injection
    """,
    "redirects": """
        const to = (Location) => ({ statusCode: 302, headers: { Location } }); //! open-redirect
        if (body.a) return to(q);
        if (q.startsWith('/') && !q.startsWith('//')) {
          return { statusCode: 302, headers: { Location: q } };
        }
        if (q.startsWith('/')) return { statusCode: 302, headers: { Location: q } }; //! open-redirect
        if (body.c) return { statusCode: 302, headers: { Location: `https://example.com/${q}` } };
        if (body.d) return { statusCode: 302, headers: { Location: `https://example.com${q}` } }; //! open-redirect
        const url = new URL(q, 'https://example.com');
        if (url.origin === 'https://example.com') return { statusCode: 302, headers: { Location: url.toString() } };
        return { statusCode: 302, headers: { Location: `/items?next=${q}` } };
    """,
    "express": """
        const express = require('express');
        const serverless = require('serverless-http');
        const app = express();
        app.get('/a', (req, res) => {
          res.send(`<p>${req.query.q}</p>`); //! html-response
          res.json({ q: req.query.q });
          res.type('text/plain').send(`hello ${req.query.q}`);
          res.redirect(req.query.to); //! open-redirect
          res.redirect('/items/' + req.params.id);
          res.status(400).send('<p>no</p>');
        });
        const router = express.Router();
        router.post('/b', async (req, res) => {
          res.set('X-Name', req.body.name); //! header-injection
          res.status(302).redirect(req.body.to); //! open-redirect
        });
        app.use('/r', router);
        exports.handler = serverless(app);
    """,
    "hono": """
        import { Hono } from 'hono';
        import { html } from 'hono/html';
        import { handle } from 'hono/aws-lambda';
        const app = new Hono();
        app.get('/a', (c) => c.html(`<p>${c.req.query('q')}</p>`)); //! html-response
        app.get('/b', (c) => c.html(html`<p>${c.req.query('q')}</p>`));
        app.get('/c', (c) => c.redirect(c.req.query('to'))); //! open-redirect
        app.get('/d', (c) => c.json({ q: c.req.query('q') }));
        app.post('/e', async (c) => { const { a } = await c.req.json(); eval(a); return c.text('ok'); }); //! code-injection
        export const handler = handle(app);
    """,
    "koa": """
        const Koa = require('koa');
        const Router = require('@koa/router');
        const serverless = require('serverless-http');
        const app = new Koa();
        const router = new Router();
        router.get('/a', async (ctx) => { ctx.redirect(ctx.query.to); }); //! open-redirect
        router.get('/b', async (ctx) => { ctx.body = `<p>${ctx.query.name}</p>`; }); //! html-response
        router.get('/c', async (ctx) => { ctx.body = { name: ctx.query.name }; });
        app.use(router.routes());
        exports.handler = serverless(app);
    """,
    "templates": """
        import Handlebars from 'handlebars';
        import ejs from 'ejs';
        import nunjucks from 'nunjucks';
        Handlebars.compile(q)({}); //! template-injection
        ejs.render(`<p>${q}</p>`); //! template-injection
        nunjucks.renderString(body.template, { q }); //! template-injection
        const page = Handlebars.compile('<p>{{q}}</p>');
        const raw = ejs.compile('<p><%- q %></p>');
        const headers = { 'content-type': 'text/html' };
        if (body.a) return { statusCode: 200, headers, body: page({ q }) };
        if (body.b) return { statusCode: 200, headers, body: raw({ q }) }; //! html-response
        if (body.c) return { statusCode: 200, headers, body: ejs.render('<p><%= q %></p>', { q }) };
        return { statusCode: 200, headers, body: nunjucks.renderString('{{ q | safe }}', { q }) }; //! html-response
    """,
    # --- queries of other kinds ------------------------------------------------------------------------------------
    "mongodb": """
        import { MongoClient } from 'mongodb';
        const users = new MongoClient(process.env.URL).db('a').collection('users');
        await users.findOne({ name: body.name }); //! nosql-injection
        await users.findOne({ name: String(body.name) });
        await users.findOne({ name: { $eq: body.name } });
        await users.findOne({ name: q });
        await users.find(body.filter).toArray(); //! nosql-injection
        await users.find({ $where: `this.a == '${q}'` }).toArray(); //! nosql-injection
        if (typeof body.name === 'string') await users.findOne({ name: body.name });
        if (typeof body.name !== 'string') return null;
        await users.findOne({ name: body.name });
        await users.updateOne({ name: q }, { $set: { colour: body.colour } });
        await users.updateOne({ name: q }, body.update); //! nosql-injection
        await users.updateOne({ name: q }, { $set: body.fields }); //! nosql-injection
    """,
    "dynamodb": """
        import { DynamoDBClient, ExecuteStatementCommand } from '@aws-sdk/client-dynamodb';
        import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
        const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
        const Statement = `SELECT * FROM t WHERE a = '${q}'`;
        await client.send(new ExecuteStatementCommand({ Statement })); //! partiql-injection
        await client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM t WHERE a = ?', Parameters: [{ S: q }] }));
        const KeyConditionExpression = `id = :id AND ${body.field} = :v`;
        await client.send(new QueryCommand({ TableName: 't', KeyConditionExpression })); //! filter-expression-injection
        await client.send(new QueryCommand({ TableName: 't', KeyConditionExpression: 'id = :i', ExpressionAttributeValues: { ':i': q } }));
    """,
    "directories and documents": """
        import ldap from 'ldapjs';
        import xpath from 'xpath';
        import { parseXml } from 'libxmljs2';
        const client = ldap.createClient({ url: 'ldap://x' });
        client.search('dc=x', { filter: `(uid=${q})` }, () => {}); //! ldap-injection
        client.search('dc=x', { filter: new ldap.EqualityFilter({ attribute: 'uid', value: q }) }, () => {});
        client.search('dc=x', { filter: `(uid=${q.replace(/[\\\\*()\\0]/g, (c) => '\\\\' + c.charCodeAt(0).toString(16))})` }, () => {});
        xpath.select(`//user[@name='${q}']`, body.document); //! xpath-injection
        xpath.select('//user', body.document);
        parseXml(q, { noent: true }); //! xxe
        parseXml(q);
        new RegExp(q).test('a'); //! regex-injection
        new RegExp(q.replace(/[.*+?^${}()|[\\]\\\\]/g, '\\\\$&')).test('a');
        console.log(`got ${q}`); //! log-injection
        console.log(JSON.stringify({ q }));
        console.log('got', { q });
        console.log(`got ${q.replace(/\\n|\\r/g, '')}`);
    """,
    # --- objects ---------------------------------------------------------------------------------------------------
    "prototypes": """
        const _ = require('lodash');
        exports.handler = async (event) => {
          const body = JSON.parse(event.body);
          const state = { a: {} };
          state[body.group][body.name] = body.value; //! prototype-pollution
          if (Object.hasOwn(state, body.group)) state[body.group][body.name] = body.value;
          if (body.group === '__proto__') return null;
          state[body.group][body.name] = body.value;
          _.merge(state, body); //! prototype-pollution
          _.set(state, body.path, 1); //! prototype-pollution
          Object.assign(state, { a: body });
          const map = new Map();
          map.set(body.name, body.value);
          const found = {};
          found[body.name] = body.value;
        };
    """,
    # --- AWS -------------------------------------------------------------------------------------------------------
    "services": """
        import { S3Client, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
        import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
        import { SSMClient, SendCommandCommand } from '@aws-sdk/client-ssm';
        import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
        const s3 = new S3Client({});
        await s3.send(new GetObjectCommand({ Bucket: 'b', Key: q })); //! sdk-parameter
        await s3.send(new GetObjectCommand({ Bucket: 'b', Key: `public/${q}` }));
        await s3.send(new PutObjectCommand({ Bucket: q, Key: 'a' })); //! sdk-parameter
        await new LambdaClient({}).send(new InvokeCommand({ FunctionName: q })); //! sdk-parameter
        await new LambdaClient({}).send(new InvokeCommand({ FunctionName: 'f', Payload: JSON.stringify(body) }));
        const Parameters = { commands: [`ls ${q}`] };
        await new SSMClient({}).send(new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', Parameters })); //! sdk-parameter
        await new STSClient({}).send(new AssumeRoleCommand({ RoleArn: body.role })); //! sdk-parameter
    """,
    "the older SDK": """
        const AWS = require('aws-sdk');
        const lambda = new AWS.Lambda();
        const fs = require('fs');
        exports.handler = async (event) => {
          const { name } = JSON.parse(event.body);
          await lambda.invoke({ FunctionName: name }).promise(); //! sdk-parameter
          await lambda.invoke({ FunctionName: 'f', Payload: name }).promise();
        };
    """,
    "prompts": """
        import OpenAI from 'openai';
        const ai = new OpenAI();
        await ai.chat.completions.create({ messages: [{ role: 'system', content: `You help users called ${q}. Be kind.` }] }); //! model-prompt
        await ai.chat.completions.create({ messages: [{ role: 'user', content: q }] });
    """,
    # --- what validates --------------------------------------------------------------------------------------------
    "zod": """
        import { z } from 'zod';
        import { exec } from 'child_process';
        const Schema = z.object({ id: z.string().uuid(), name: z.string(), kind: z.enum(['a', 'b']), n: z.coerce.number() });
        const data = Schema.parse(body);
        exec(`ls ${data.id} ${data.kind} ${data.n}`);
        exec(`ls ${data.name}`); //! command-injection
        const result = Schema.safeParse(body);
        if (!result.success) return { statusCode: 400 };
        exec(`ls ${result.data.id}`);
        exec(`ls ${result.data.name}`); //! command-injection
        const list = z.array(z.string().regex(/^[a-z]+$/)).parse(body.list);
        for (const item of list) exec(`ls ${item}`);
        const union = z.union([z.literal('x'), z.literal('y')]).parse(q);
        exec(`ls ${union}`);
        const { name } = z.object({ name: z.string().max(20) }).strict().parse(body);
        exec(`ls ${name}`); //! command-injection
    """,
    "joi, yup and valibot": """
        import Joi from 'joi';
        import * as yup from 'yup';
        import * as v from 'valibot';
        import { exec } from 'child_process';
        const schema = Joi.object({ id: Joi.string().guid().required(), name: Joi.string() });
        const { error, value } = schema.validate(body);
        if (error) return { statusCode: 400 };
        exec(`ls ${value.id}`);
        exec(`ls ${value.name}`); //! command-injection
        const checked = await yup.object({ n: yup.number().required(), s: yup.string() }).validate(body);
        exec(`ls ${checked.n}`);
        exec(`ls ${checked.s}`); //! command-injection
        const parsed = v.parse(v.object({ id: v.pipe(v.string(), v.uuid()), s: v.string() }), body);
        exec(`ls ${parsed.id}`);
        exec(`ls ${parsed.s}`); //! command-injection
    """,
    "a check whose answer nobody reads": """
        import Joi from 'joi';
        import { exec } from 'child_process';
        const schema = Joi.object({ id: Joi.string().guid().required() });
        schema.validate(body);
        exec(`ls ${body.id}`); //! command-injection
        /^[a-z]+$/.test(q);
        exec(`ls ${q}`); //! command-injection
    """,
    "ajv": """
        const Ajv = require('ajv');
        const { exec } = require('child_process');
        const ajv = new Ajv();
        const validate = ajv.compile({
          type: 'object',
          properties: { id: { type: 'string', pattern: '^[a-z0-9]+$' }, name: { type: 'string' }, n: { type: 'integer' } },
        });
        exports.handler = async (event) => {
          const body = JSON.parse(event.body);
          if (!validate(body)) throw new Error('no');
          exec(`ls ${body.id} ${body.n}`);
          exec(`ls ${body.name}`); //! command-injection
        };
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_line_is_reported_that_says_so_and_no_other(name: str) -> None:
    text = program(PROGRAMS[name], "app.mjs")
    assert reported("app.mjs", text) == expected(text), text
