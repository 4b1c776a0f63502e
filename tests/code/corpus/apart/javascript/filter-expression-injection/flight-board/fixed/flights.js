'use strict';

const AWS = require('aws-sdk');

const documents = new AWS.DynamoDB.DocumentClient();
const TABLE = process.env.FLIGHTS_TABLE;

const EXTRA = new Map([
  ['boarding', 'boarding = :true'],
  ['delayed', 'late > :zero'],
]);

function filterFor(airline, extra = 'attribute_exists(gate)') {
  const base = airline ? 'begins_with(flight, :airline)' : 'attribute_exists(flight)';
  return base + ' AND ' + extra;
}

function valuesFor(query) {
  const values = {};
  if (query.airline) values[':airline'] = query.airline;
  if (query.where === 'boarding') values[':true'] = true;
  if (query.where === 'delayed') values[':zero'] = 0;
  return Object.keys(values).length ? values : undefined;
}

exports.handler = function (event, context, callback) {
  const query = event.queryStringParameters || {};
  const params = {
    TableName: TABLE,
    FilterExpression: filterFor(query.airline, EXTRA.get(query.where)),
    ExpressionAttributeValues: valuesFor(query),
    ProjectionExpression: 'flight, gate, leaves',
  };

  documents.scan(params, (error, data) => {
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
