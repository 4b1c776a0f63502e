const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand } = require('@aws-sdk/lib-dynamodb');

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.SETTINGS_TABLE;

const DEFAULTS = { theme: { dark: false }, charts: { refresh: 30 } };

function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    if (source[key] !== null && typeof source[key] === 'object') {
      if (typeof target[key] !== 'object') target[key] = {};
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

exports.handler = async (event) => {
  const user = event.requestContext.authorizer.claims.sub;
  const { Item } = await db.send(new GetCommand({ TableName, Key: { user } }));
  const settings = merge(structuredClone(DEFAULTS), Item?.settings ?? {});

  if (event.httpMethod === 'PATCH') {
    merge(settings, JSON.parse(event.body));
    await db.send(new PutCommand({ TableName, Item: { user, settings } }));
  }
  return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(settings) };
};
