const express = require('express');
const errorhandler = require('errorhandler');
const serverless = require('serverless-http');

const app = express();
if (process.env.STAGE === 'local') app.use(errorhandler());

exports.handler = serverless(app);
