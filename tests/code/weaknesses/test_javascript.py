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
    "a promise that is handed to a function with arguments given beforehand": """
        import mysql from 'mysql';
        const connect = (config) => new Promise((resolve) => { resolve(mysql.createConnection(config)); });
        function run(statement, connection) { return connection.query(statement); } //! sql-injection
        await connect({}).then(run.bind(null, `SELECT * FROM t WHERE a = '${q}'`));
        await connect({}).then(run.bind(null, 'SELECT * FROM t'));
        const parsed = await Promise.resolve(event.body).then(JSON.parse);
        eval(parsed.code); //! code-injection
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
    "fastify": """
        const awsLambdaFastify = require('@fastify/aws-lambda');
        const app = require('fastify')();
        const { exec } = require('child_process');
        app.route({ method: 'POST', url: '/a', handler: async (request) => exec(`ls ${request.body.name}`) }); //! command-injection
        app.get('/b', { preHandler: [async (request) => exec(`ls ${request.query.q}`)] }, async () => ({})); //! command-injection
        app.get('/c', { config: { show: (q) => exec(`ls ${q}`) } }, async (request) => ({ q: request.query.q }));
        exports.handler = awsLambdaFastify(app);
    """,
    "lists of middleware": """
        const serverless = require('serverless-http');
        const express = require('express');
        const { exec } = require('child_process');
        const app = express();
        app.get('/a', [(req, res, next) => { exec(`ls ${req.query.q}`); next(); }], (req, res) => res.json({})); //! command-injection
        app.get('/b', [(req, res, next) => next()], (req, res) => { exec(`ls ${req.params.n}`); }); //! command-injection
        exports.handler = serverless(app);
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
    # --- more libraries ---
    "more drivers": """
        import pgp from 'pg-promise';
        import sql from 'mssql';
        import sqlite3 from 'sqlite3';
        import oracledb from 'oracledb';
        import { Kysely, sql as ksql } from 'kysely';
        import { createPool } from 'slonik';
        const db = pgp()(process.env.URL);
        await db.any(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await db.any('SELECT * FROM t WHERE a = $1', [q]);
        await db.none('DELETE FROM t WHERE a = ' + q); //! sql-injection
        const pool = await sql.connect(process.env.URL);
        await pool.request().query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await pool.request().input('a', q).query('SELECT * FROM t WHERE a = @a');
        await sql.query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await sql.query`SELECT * FROM t WHERE a = ${q}`;
        new sqlite3.Database('/x').all(`SELECT * FROM t WHERE a = '${q}'`, () => {}); //! sql-injection
        const connection = await oracledb.getConnection({});
        await connection.execute(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        await connection.execute('SELECT * FROM t WHERE a = :a', { a: q });
    """,
    "more services": """
        import { AthenaClient, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
        import { RDSDataClient, ExecuteStatementCommand } from '@aws-sdk/client-rds-data';
        import { RedshiftData } from '@aws-sdk/client-redshift-data';
        import { CloudWatchLogsClient, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
        import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
        import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
        import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
        import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
        import { ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';
        import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
        await new AthenaClient({}).send(new StartQueryExecutionCommand({ QueryString: `SELECT '${q}' FROM t` })); //! sql-injection
        await new RDSDataClient({}).send(new ExecuteStatementCommand({ sql: `SELECT '${q}' FROM t` })); //! rds-data-injection
        await new RedshiftData({}).executeStatement({ Sql: `SELECT '${q}' FROM t` }); //! rds-data-injection
        await new CloudWatchLogsClient({}).send(new StartQueryCommand({ queryString: `filter a = '${q}'` })); //! filter-expression-injection
        await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: 'x', input: `{"a": "${q}"}` })); //! sdk-parameter
        await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: 'x', input: JSON.stringify({ q }) }));
        await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: body.arn, input: '{}' })); //! sdk-parameter
        await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: q })); //! sdk-parameter
        await new SNSClient({}).send(new PublishCommand({ TopicArn: body.topic, Message: 'x' })); //! sdk-parameter
        await new SNSClient({}).send(new PublishCommand({ TopicArn: 'x', Message: q }));
        await new ECSClient({}).send(new RunTaskCommand({ taskDefinition: 'x', overrides: { containerOverrides: [{ command: ['a', q] }] } })); //! sdk-parameter
        await DynamoDBDocument.from({}).get({ TableName: q, Key: { id: '1' } }); //! sdk-parameter
        await DynamoDBDocument.from({}).get({ TableName: 't', Key: { id: q } });
    """,
    "more code": """
        import { VM } from 'vm2';
        import _ from 'lodash';
        import jp from 'jsonpath';
        import { evaluate } from 'mathjs';
        import serialize from 'serialize-javascript';
        new VM().run(q); //! code-injection
        _.template(q)({}); //! template-injection
        evaluate(q); //! code-injection
        (0, eval)(q); //! code-injection
        globalThis.eval(q); //! code-injection
        jp.query(body, q); //! code-injection
        const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
        await new AsyncFunction(q)(); //! code-injection
        const handlers = { a: () => 1 };
        handlers[q]();
        require(q); //! code-injection
    """,
    "more patterns": """
        import { MongoClient } from 'mongodb';
        const users = new MongoClient('x').db().collection('u');
        'text'.match(q); //! regex-injection
        'text'.search(new RegExp(`^${q}`, 'i')); //! regex-injection
        await users.find({ name: { $regex: q } }).toArray(); //! regex-injection
        await users.find({ name: new RegExp(q) }).toArray(); //! regex-injection
        'text'.replace(q, 'x');
        'text'.split(q);
        q.match(/a/);
    """,
    "more files": """
        import { createReadStream, promises as fs } from 'fs';
        import { readFile } from 'fs/promises';
        import * as path from 'path';
        import fse from 'fs-extra';
        createReadStream(`/opt/${q}`); //! path-traversal
        await fs.readFile(path.resolve('/opt', q)); //! path-traversal
        await readFile('/opt/' + q); //! path-traversal
        await fse.readJson(`/opt/${q}.json`); //! path-traversal
        const target = path.normalize(path.join('/opt', q));
        if (!target.startsWith('/opt/')) return null;
        await readFile(target);
    """,
    "more archives": """
        import * as tar from 'tar';
        import unzipper from 'unzipper';
        import JSZip from 'jszip';
        import extract from 'extract-zip';
        import { createWriteStream, writeFileSync } from 'node:fs';
        import path from 'node:path';
        const zip = await JSZip.loadAsync(Buffer.from(event.body, 'base64'));
        for (const [name, file] of Object.entries(zip.files)) {
          writeFileSync(path.join('/tmp', name), await file.async('nodebuffer')); //! archive-extraction
        }
        zip.forEach((name, file) => { createWriteStream(`/tmp/${name}`); }); //! archive-extraction
        const directory = await unzipper.Open.buffer(Buffer.from(event.body, 'base64'));
        for (const file of directory.files) {
          file.stream().pipe(createWriteStream(path.join('/tmp', file.path))); //! archive-extraction
        }
    """,
    "more requests": """
        import got from 'got';
        import { request } from 'undici';
        import superagent from 'superagent';
        import http from 'http';
        import axios from 'axios';
        await got(q).json(); //! ssrf
        await got.post('https://api.example.com', { json: body });
        await request(q); //! ssrf
        await superagent.get(q); //! ssrf
        http.request(q, () => {}); //! ssrf
        http.get({ host: 'api.example.com', path: `/items/${q}` });
        const client = axios.create({ baseURL: body.base }); //! ssrf
        const api = axios.create({ baseURL: 'https://api.example.com' });
        await api.get(`/items/${encodeURIComponent(q)}`);
        await axios.request({ method: 'get', url: `https://${q}` }); //! ssrf
        await fetch(`https://api.example.com${q}`); //! ssrf
        await fetch('https://api.example.com/?q=' + q);
        await fetch(new Request(q)); //! ssrf
    """,
    "more answers": """
        const page = (title, inner) => `<!doctype html><title>${title}</title>${inner}`;
        const esc = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
        const html = (body) => ({ statusCode: 200, headers: { 'Content-Type': 'text/html' }, body }); //! html-response
        if (body.a) return html(page(q, ''));
        if (body.b) return html(page(esc(q), body.list.map((one) => `<li>${esc(one)}</li>`).join('')));
        if (body.c) return html(`<p>${Number(q)}</p>`);
        const response = { statusCode: 200, headers: {} };
        response.headers['X-Q'] = q; //! header-injection
        response.headers.Location = q; //! open-redirect
        return response;
    """,
    # --- what looks like a check, and what is one ---
    "traps: uuid etc": """
        import { exec } from 'child_process';
        import { validate as isUuid } from 'uuid';
        import validator from 'validator';
        import net from 'node:net';
        import path from 'path';
        import { readFileSync } from 'fs';
        if (!isUuid(q)) return null;
        exec(`ls ${q}`);
        if (validator.isInt(body.n)) exec(`ls ${body.n}`);
        if (validator.isURL(body.u)) await fetch(body.u); //! ssrf
        if (validator.isAlphanumeric(body.m)) exec(`ls ${body.m}`);
        if (net.isIP(body.ip)) exec(`ping ${body.ip}`);
        if (Number.isInteger(body.k)) exec(`ls ${body.k}`);
        if (!isNaN(body.z)) exec(`ls ${body.z}`);
        if (['.png', '.jpg'].includes(path.extname(body.f))) readFileSync(`/opt/${body.f}`); //! path-traversal
        if (body.f.endsWith('.png')) readFileSync(`/opt/${body.f}`); //! path-traversal
        if (body.other === 'a') exec(`ls ${body.name}`); //! command-injection
    """,
    "traps: wrong sanitisers": """
        import { exec } from 'child_process';
        import escapeHtml from 'escape-html';
        import pg from 'pg';
        const client = new pg.Client();
        exec(`ls ${escapeHtml(q)}`); //! command-injection
        exec(`ls "${q.replace(/"/g, '')}"`); //! command-injection
        await client.query(`SELECT * FROM t WHERE a = '${escapeHtml(q)}'`); //! sql-injection
        await client.query(`SELECT * FROM t WHERE a = '${q.replace(/;/g, '')}'`); //! sql-injection
        await client.query(`SELECT * FROM t WHERE a = ${JSON.stringify(q)}`); //! sql-injection
        const BAD = ['drop', 'delete'];
        if (BAD.some((word) => q.toLowerCase().includes(word))) return null;
        await client.query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        if (q.length > 10) return null;
        await client.query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
        if (/['";]/.test(q)) return null;
        await client.query(`SELECT * FROM t WHERE a = '${q}'`); //! sql-injection
    """,
    "traps: lists of allowed": """
        import pg from 'pg';
        const client = new pg.Client();
        const COLUMNS = Object.freeze({ name: 'n.name', date: 'd.date' });
        const ALLOWED = ['name', 'date'];
        const column = ALLOWED.find((one) => one === q) ?? 'name';
        await client.query(`SELECT * FROM t ORDER BY ${column}`);
        const other = ALLOWED.includes(q) ? q : 'name';
        await client.query(`SELECT * FROM t ORDER BY ${other}`);
        await client.query(`SELECT * FROM t ORDER BY ${COLUMNS[q] || COLUMNS.name}`);
        await client.query(`SELECT * FROM t ORDER BY ${COLUMNS[q] || q}`); //! sql-injection
        if (ALLOWED.indexOf(q) === -1) return null;
        await client.query(`SELECT * FROM t ORDER BY ${q}`);
        if (!Object.keys(COLUMNS).includes(body.c)) throw new Error();
        await client.query(`SELECT * FROM t ORDER BY ${body.c}`);
        const fields = body.fields.filter((one) => ALLOWED.includes(one));
        await client.query(`SELECT ${fields.join(', ')} FROM t`);
        const names = Object.keys(body.update).filter((one) => one in COLUMNS);
        await client.query(`UPDATE t SET ${names.map((one, i) => `${one} = $${i + 1}`).join(', ')}`, Object.values(body.update));
        const all = Object.keys(body.update);
        await client.query(`UPDATE t SET ${all.map((one, i) => `${one} = $${i + 1}`).join(', ')}`); //! sql-injection
        const direction = { asc: 'ASC', desc: 'DESC' }[body.d];
        if (!direction) throw new Error();
        await client.query(`SELECT * FROM t ORDER BY a ${direction}`);
        const kind = new Set(ALLOWED).has(body.k) ? body.k : 'x';
        await client.query(`SELECT * FROM ${kind}`);
    """,
    "traps: express guards": """
        const express = require('express');
        const { exec } = require('child_process');
        const { body, validationResult, param } = require('express-validator');
        const app = express();
        const check = (req, res, next) => { if (!/^[a-z]+$/.test(req.params.name)) return res.status(400).end(); next(); };
        app.get('/a/:name', check, (req, res) => { exec(`ls ${req.params.name}`); res.end(); });
        app.get('/b/:name', (req, res) => { exec(`ls ${req.params.name}`); res.end(); }); //! command-injection
        app.post('/c', express.json(), (req, res) => { exec(`ls ${req.body.name}`); res.end(); }); //! command-injection
        app.use((err, req, res, next) => { res.status(500).json({}); });
        exports.handler = require('serverless-http')(app);
    """,
    "traps: nunjucks env": """
        import nunjucks from 'nunjucks';
        import mustache from 'mustache';
        const env = nunjucks.configure('/opt', { autoescape: false });
        const headers = { 'content-type': 'text/html' };
        if (body.a) return { statusCode: 200, headers, body: env.render('x.html', { q }) }; //! html-response
        if (body.b) return { statusCode: 200, headers, body: nunjucks.render('x.html', { q }) };
        if (body.c) return { statusCode: 200, headers, body: mustache.render('<p>{{q}}</p>', { q }) };
        return { statusCode: 200, headers, body: mustache.render('<p>{{{q}}}</p>', { q }) }; //! html-response
    """,
    "traps: deep": """
        const isSafe = (key) => !['__proto__', 'constructor', 'prototype'].includes(key);
        const BLOCKED = new Set(['__proto__', 'constructor', 'prototype']);
        function set(target, path, value) {
          const keys = path.split('.');
          let at = target;
          for (let i = 0; i < keys.length - 1; i++) {
            at[keys[i]] = at[keys[i]] || {}; //! prototype-pollution
            at = at[keys[i]];
          }
          at[keys[keys.length - 1]] = value; //! prototype-pollution
        }
        function merge(target, source) {
          for (const key in source) {
            if (BLOCKED.has(key)) continue;
            if (typeof source[key] === 'object') { target[key] ||= {}; merge(target[key], source[key]); }
            else target[key] = source[key];
          }
        }
        function other(target, source) {
          Object.keys(source).filter(isSafe).forEach((key) => {
            if (source[key] instanceof Object) other(target[key], source[key]);
            else target[key] = source[key];
          });
        }
        function bad(target, source) {
          Object.entries(source).forEach(([key, value]) => {
            if (value && typeof value === 'object') bad(target[key], value);
            else target[key] = value; //! prototype-pollution
          });
        }
        exports.handler = async (event) => {
          const body = JSON.parse(event.body);
          set({}, body.path, body.value);
          merge({ a: {} }, body);
          other({ a: {} }, body);
          bad({ a: {} }, body);
        };
    """,
    # --- what comes in, and what is written ---
    "more: events": """
        import { exec } from 'node:child_process';
        import { unmarshall } from '@aws-sdk/util-dynamodb';
        export const handler = async (event) => {
          for (const record of event.Records) {
            exec(Buffer.from(record.kinesis.data, 'base64').toString('utf8')); //! command-injection
            exec(JSON.parse(record.Sns.Message).name); //! command-injection
            exec(JSON.parse(record.body).detail.name); //! command-injection
            exec(record.dynamodb.NewImage.name.S); //! command-injection
            exec(unmarshall(record.dynamodb.NewImage).name); //! command-injection
            exec(decodeURIComponent(record.s3.object.key.replace(/\\+/g, ' '))); //! command-injection
            exec(record.s3.bucket.name);
            exec(record.messageAttributes.x.stringValue); //! command-injection
            exec(record.eventSourceARN);
          }
          exec(event.arguments.name); //! command-injection
          exec(event.request.userAttributes.email); //! command-injection
          exec(event.detail.name); //! command-injection
          exec(event.requestContext.requestId);
          exec(`ping ${event.requestContext.identity.sourceIp}`);
          exec(event.requestContext.http.path); //! command-injection
          exec(event.multiValueQueryStringParameters.a[0]); //! command-injection
          exec(event.rawQueryString); //! command-injection
          exec(event.stageVariables.x);
        };
    """,
    "more: keys of objects are encoded": """
        const { key } = event.Records[0].s3.object;
        console.log(`got ${key}`);
        console.log(`got ${decodeURIComponent(key.replace(/\\+/g, ' '))}`); //! log-injection
        console.log(decodeURIComponent(key)); //! log-injection
        console.log(Buffer.from(event.headers.authorization, 'base64').toString()); //! log-injection
    """,
    "more: what has no line breaks": """
        const { headers } = event;
        console.log(`got ${headers.host} by ${event.httpMethod} from ${event.requestContext.identity.userAgent}`);
        console.log(Buffer.from(headers.authorization.split(' ')[1], 'base64').toString()); //! log-injection
        console.log(`${event.path}`); //! log-injection
        console.log(`${Number(q)} ${body.price?.toFixed(2)}`);
        console.log('got', { q }, [q], event.queryStringParameters);
        console.log(`${[q, q]}`); //! log-injection
    """,
    "more: logging": """
        import pino from 'pino';
        import winston from 'winston';
        import { Logger } from '@aws-lambda-powertools/logger';
        const log = pino();
        const json = winston.createLogger({ format: winston.format.json() });
        const line = winston.createLogger({ format: winston.format.combine(winston.format.timestamp(), winston.format.simple()) });
        const logger = new Logger();
        log.info(`got ${q}`);
        json.info(`got ${q}`);
        line.info(`got ${q}`); //! log-injection
        logger.info(`got ${q}`);
        console.error('got ' + q); //! log-injection
        console.log('%s', q); //! log-injection
        console.log({ q });
        process.stdout.write(`got ${q}\\n`); //! log-injection
    """,
    "functions as values": """
        import { exec, execSync } from 'node:child_process';
        import cp from 'node:child_process';
        import { promisify } from 'node:util';
        body.names.forEach(exec); //! command-injection
        body.names.map((one) => exec(one)); //! command-injection
        await Promise.all(body.urls.map(fetch)); //! ssrf
        exec.call(null, q); //! command-injection
        exec.apply(null, [q]); //! command-injection
        Reflect.apply(exec, null, [q]); //! command-injection
        const bound = exec.bind(null, q);
        bound(); //! command-injection
        const run = promisify(cp.exec);
        await run(q); //! command-injection
        const runners = { sh: exec, other: execSync };
        runners.sh(q); //! command-injection
        const { sh } = runners;
        sh(q); //! command-injection
        const pick = body.sync ? execSync : exec;
        pick(q); //! command-injection
        class Box { run = exec; go(text) { this.run(text); } } //! command-injection
        new Box().go(q);
        const text = await new Response(q).text();
        exec(text); //! command-injection
    """,
    "search words": """
        import { Client } from '@opensearch-project/opensearch';
        const client = new Client({ node: 'x' });
        await client.search({ index: 'i', body: { query: { multi_match: { query: q, fields: ['title'] } } } });
        await client.search({ index: 'i', body: { query: { bool: { must: [{ match: { query: q } }] } } } });
        await client.search({ index: 'i', body: { query: { query_string: { query: q } } } }); //! filter-expression-injection
        await client.search({ index: 'i', body: { query: { bool: { filter: body.filter } } } }); //! filter-expression-injection
    """,
    "names without a slash": """
        import fs from 'node:fs';
        fs.writeFileSync(`/tmp/${q.replaceAll('/', '')}`, 'x');
        fs.writeFileSync(`/tmp/${q.replace(/\\//g, '-')}`, 'x');
        fs.writeFileSync(`/tmp/${q.replace('/', '')}`, 'x'); //! path-traversal
    """,
    "attributes of users": """
        import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
        const own = { Name: 'email', Value: q };
        new AdminCreateUserCommand({ UserPoolId: 'p', Username: 'u', UserAttributes: [own] });
        new AdminCreateUserCommand({ UserPoolId: 'p', Username: 'u', UserAttributes: [own, { Name: 'custom:role', Value: q }] }); //! sdk-parameter
        new AdminCreateUserCommand({ UserPoolId: 'p', Username: 'u', UserAttributes: body.attributes }); //! sdk-parameter
    """,
    "signed by who sends it": """
        import crypto from 'node:crypto';
        import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
        const bus = new EventBridgeClient({});
        const isSigned = (text, given) => {
          const made = crypto.createHmac('sha256', process.env.HOOK).update(text).digest('hex');
          return crypto.timingSafeEqual(Buffer.from(made), Buffer.from(given));
        };
        export const handler = async (event) => {
          if (!isSigned(event.body, event.headers['x-signature'])) return { statusCode: 401 };
          const body = JSON.parse(event.body);
          await bus.send(new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: body.type, Detail: event.body }] }));
          await bus.send(new PutEventsCommand({ Entries: [{ Source: event.headers['x-source'], DetailType: 'x', Detail: '{}' }] })); //! sdk-parameter
        };
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_line_is_reported_that_says_so_and_no_other(name: str) -> None:
    text = program(PROGRAMS[name], "app.mjs")
    assert reported("app.mjs", text) == expected(text), text
