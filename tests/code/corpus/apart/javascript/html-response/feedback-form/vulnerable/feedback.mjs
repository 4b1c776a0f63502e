import express from 'express';
import serverless from 'serverless-http';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';

const sns = new SNSClient({});
const app = express();
app.use(express.urlencoded({ extended: false, limit: '20kb' }));

const stripScripts = (text) => text.replace(/<script[^>]*>.*?<\/script>/gi, '');

const page = (title, content) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1>${content}</main></body></html>`;

app.disable('x-powered-by');
app.use((req, res, next) => {
  res.set('Cache-Control', 'no-store');
  res.set('Referrer-Policy', 'same-origin');
  next();
});

app.get('/feedback', (req, res) => {
  res.send(page('Feedback', '<form method="post"><textarea name="text"></textarea><button>Send</button></form>'));
});

app.post('/feedback', async (req, res) => {
  const text = stripScripts(String(req.body.text ?? ''));
  if (text.length < 3) {
    return res.status(400).send(page('Feedback', '<p>Please tell us a little more.</p>'));
  }
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: text }));
  res.send(page('Thank you', `<p>You wrote:</p><blockquote>${text}</blockquote>`)); // FAULT html-response
});

export const handler = serverless(app);
