'use strict';

const AWS = require('aws-sdk');

const documents = new AWS.DynamoDB.DocumentClient();
const TABLE = process.env.FLIGHTS_TABLE;

function filterFor(airline, extra = 'attribute_exists(gate)') {
  const base = airline ? 'begins_with(flight, :airline)' : 'attribute_exists(flight)';
  return base + ' AND ' + extra;
}

exports.handler = function (event, context, callback) {
  const query = event.queryStringParameters || {};
  const params = {
    TableName: TABLE,
    FilterExpression: filterFor(query.airline, query.where),
    ExpressionAttributeValues: query.airline ? { ':airline': query.airline } : undefined,
    ProjectionExpression: 'flight, gate, leaves',
  };

  documents.scan(params, (error, data) => { // FAULT filter-expression-injection
    if (error) {
      return callback(null, { statusCode: 500, body: JSON.stringify({ message: 'not available' }) });
    }
    callback(null, {
      statusCode: 200,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(data.Items),
    });
  });
};
