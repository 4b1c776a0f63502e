const express = require('express');
const cookieParser = require('cookie-parser');
const serverless = require('serverless-http');
const { DynamoDBClient, DeleteItemCommand } = require('@aws-sdk/client-dynamodb');

const db = new DynamoDBClient({});
const app = express();
app.use(cookieParser());

app.get('/logout', async (req, res) => {
  const { session } = req.cookies;
  if (session) {
    await db.send(
      new DeleteItemCommand({ TableName: process.env.SESSIONS_TABLE, Key: { id: { S: String(session) } } }),
    );
  }
  res.clearCookie('session', { secure: true, httpOnly: true });
  const { returnTo } = req.query;
  if (returnTo) {
    return res.redirect(returnTo); // FAULT open-redirect
  }
  res.redirect('/goodbye');
});

app.get('/session', async (req, res) => {
  const signedIn = /^[\w-]{20,}$/.test(req.cookies.session || '');
  res.set('Cache-Control', 'no-store').json({ signedIn });
});

app.get('/goodbye', (req, res) => {
  res.type('text').send('See you soon.');
});

exports.handler = serverless(app);
