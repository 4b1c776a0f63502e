const express = require('express');
const serverless = require('serverless-http');

const app = express();

app.use(express.urlencoded({ extended: false, limit: '20kb' }));

app.post('/comments/preview', (req, res) => {
  const text = req.body.text || '';
  const lines = text.split('\n').map((line) => `<p>${line}</p>`);
  res.type('html').send(lines.join('')); // FAULT html-response
});

app.get('/comments/count', (req, res) => {
  res.json({ limit: Number(req.query.limit) || 20 });
});

exports.handler = serverless(app);
