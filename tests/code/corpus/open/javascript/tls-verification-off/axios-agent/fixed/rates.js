const https = require('node:https');
const axios = require('axios');
const { SSMClient, PutParameterCommand } = require('@aws-sdk/client-ssm');

const ssm = new SSMClient({});

const agent = (options = { keepAlive: true, rejectUnauthorized: true }) => new https.Agent(options);

const bank = axios.create({ baseURL: 'https://rates.bank.example', httpsAgent: agent(), timeout: 5000 });

/** Each morning: the rate of the euro. */
exports.handler = async () => {
  const { data } = await bank.get('/v1/eur', { headers: { 'X-Key': process.env.BANK_KEY } });
  await ssm.send(new PutParameterCommand({ Name: '/rates/eur', Value: String(Number(data.rate)), Overwrite: true }));
};
