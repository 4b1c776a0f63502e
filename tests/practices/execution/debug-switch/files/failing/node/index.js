const express = require('express');
const errorhandler = require('errorhandler');
const serverless = require('serverless-http');

const app = express();
app.use(errorhandler()); // violated

exports.handler = serverless(app);
