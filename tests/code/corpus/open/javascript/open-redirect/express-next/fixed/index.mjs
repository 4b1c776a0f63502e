import express from 'express';
import serverless from 'serverless-http';

const app = express();
const DOMAIN = 'garden.example';

const trusted = (address) => {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' && (hostname === DOMAIN || hostname.endsWith(`.${DOMAIN}`));
  } catch {
    return false;
  }
};

app.get('/leave', (req, res) => {
  const { to } = req.query;
  if (!trusted(to)) return res.redirect('https://www.garden.example/');
  return res.redirect(302, to);
});

app.get('/', (req, res) => res.redirect(301, '/leave'));

export const handler = serverless(app);
