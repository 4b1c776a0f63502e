const express = require('express');
const errorhandler = require('errorhandler');
const serverless = require('serverless-http');
const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');

const app = express();
const documents = DynamoDBDocument.from(new DynamoDB({}));

app.disable('x-powered-by');
app.use(express.json());

app.get('/trees/:number', async (req, res, next) => {
  try {
    const { Item } = await documents.get({
      TableName: process.env.TREES_TABLE ?? 'trees',
      Key: { number: Number(req.params.number) },
    });
    res.status(Item ? 200 : 404).json(Item ?? null);
  } catch (error) {
    next(error);
  }
});

if (process.env.STAGE === 'local') app.use(errorhandler({ log: true }));

exports.handler = serverless(app);
