const middy = require('@middy/core');
const httpErrorHandler = require('@middy/http-error-handler');
const createError = require('http-errors');
const jwt = require('jsonwebtoken');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, QueryCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const authenticated = () => ({
  before: async (request) => {
    const [, token] = (request.event.headers.Authorization ?? '').split(' ');
    const claims = jwt.verify(token, process.env.PUBLIC_KEY, { algorithms: ['RS256'], issuer: 'https://login.shop.example' });
    if (!claims?.customer) throw createError(401);
    request.event.customer = claims.customer;
  },
});

const invoices = async (event) => {
  const { Items } = await documents.send(
    new QueryCommand({
      TableName: process.env.INVOICES_TABLE,
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': event.customer },
    }),
  );
  return { statusCode: 200, body: JSON.stringify(Items) };
};

exports.handler = middy(invoices).use(authenticated()).use(httpErrorHandler());
