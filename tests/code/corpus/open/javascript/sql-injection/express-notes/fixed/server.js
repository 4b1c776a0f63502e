const express = require('express');
const serverless = require('serverless-http');
const { Pool } = require('pg');

const app = express();
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });

app.use(express.json());

app.get('/notes', async (req, res, next) => {
  try {
    const { rows } = await pool.query('SELECT id, title FROM notes ORDER BY id DESC LIMIT 50');
    res.json(rows);
  } catch (error) {
    next(error);
  }
});

app.post('/notes', async (req, res, next) => {
  const { title, text } = req.body;
  try {
    const { rows } = await pool.query('INSERT INTO notes (title, text) VALUES ($1, $2) RETURNING id', [title, text]);
    res.status(201).json(rows[0]);
  } catch (error) {
    next(error);
  }
});

module.exports.handler = serverless(app);
