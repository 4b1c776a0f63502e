'use strict';

const crypto = require('crypto');
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');

const db = new DynamoDBClient({});

function fingerprint(password) {
  return crypto.createHash('sha1').update(password).digest('hex'); // FAULT weak-hash
}

function policy(principalId, Effect, Resource) {
  return {
    principalId,
    policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
  };
}

/** TOKEN authorizer: `Basic partner:password`. */
exports.handler = async ({ authorizationToken, methodArn }) => {
  const [, encoded = ''] = authorizationToken.split(' ');
  const [partner = '', password = ''] = Buffer.from(encoded, 'base64').toString().split(':');

  const { Item } = await db.send(
    new GetItemCommand({ TableName: process.env.PARTNERS_TABLE, Key: { name: { S: partner } } }),
  );
  const stored = Buffer.from(Item ? Item.passwordHash.S : '', 'hex');
  const given = Buffer.from(fingerprint(password), 'hex');
  const same = stored.length === given.length && crypto.timingSafeEqual(stored, given);
  return policy(partner || 'nobody', same ? 'Allow' : 'Deny', methodArn);
};
