const express = require('express');
const serverless = require('serverless-http');
const { Pool } = require('pg');

const app = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });

app.use(express.json());

const quote = (text) => `'${text.replace(/'/g, "\\'")}'`;

app.get('/notes', async (req, res, next) => {
  try {
    const { rows } = await pool.query('SELECT id, title FROM notes ORDER BY id DESC LIMIT 50');
    res.json(rows);
  } catch (error) {
    next(error);
  }
});

app.post('/notes', async (req, res, next) => {
  const title = quote(String(req.body.title));
  const text = quote(String(req.body.text));
  try {
    const { rows } = await pool.query(`INSERT INTO notes (title, text) VALUES (${title}, ${text}) RETURNING id`); // FAULT sql-injection
    res.status(201).json(rows[0]);
  } catch (error) {
    next(error);
  }
});

module.exports.handler = serverless(app);
