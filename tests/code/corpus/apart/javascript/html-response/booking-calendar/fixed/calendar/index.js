'use strict';

const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, QueryCommand } = require('@aws-sdk/lib-dynamodb');
const { month, empty } = require('./views');
const { layout } = require('./layout');

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));

function monthOf(text) {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text || '');
  return match ? match[0] : new Date().toISOString().slice(0, 7);
}

async function bookings(room, when) {
  const { Items = [] } = await db.send(
    new QueryCommand({
      TableName: process.env.BOOKINGS_TABLE,
      KeyConditionExpression: 'room = :room AND begins_with(#day, :month)',
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: { ':room': room, ':month': when },
    }),
  );
  return Items;
}

exports.handler = async (event) => {
  const room = decodeURIComponent(event.pathParameters.room);
  const when = monthOf(event.queryStringParameters && event.queryStringParameters.month);
  const items = await bookings(room, when);
  const content = items.length > 0 ? month(room, when, items) : empty(room, when);

  return {
    statusCode: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: layout(`Calendar ${when}`, content),
  };
};
