const express = require('express');
const serverless = require('serverless-http');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand } = require('@aws-sdk/lib-dynamodb');

const app = express();
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

app.get('/rooms/:number', async (req, res, next) => {
  try {
    const Key = { number: Number(req.params.number) };
    const { Item } = await documents.send(new GetCommand({ TableName: process.env.ROOMS_TABLE, Key }));
    res.status(Item ? 200 : 404).json(Item ?? {});
  } catch (error) {
    next(error);
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  console.error(error);
  return res.status(500).json({ message: error.message, stack: error.stack }); // FAULT exception-in-response
});

exports.handler = serverless(app);
