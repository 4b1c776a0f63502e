const express = require('express');
const serverless = require('serverless-http');
const createDOMPurify = require('dompurify');
const { JSDOM } = require('jsdom');

const app = express();
const purify = createDOMPurify(new JSDOM('').window);

app.use(express.urlencoded({ extended: false, limit: '20kb' }));

app.post('/comments/preview', (req, res) => {
  const text = req.body.text || '';
  const lines = text.split('\n').map((line) => `<p>${line}</p>`);
  res.type('html').send(purify.sanitize(lines.join('')));
});

app.get('/comments/count', (req, res) => {
  res.json({ limit: Number(req.query.limit) || 20 });
});

exports.handler = serverless(app);
