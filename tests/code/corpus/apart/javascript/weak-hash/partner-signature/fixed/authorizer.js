'use strict';

const crypto = require('crypto');
const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');

const db = new DynamoDBClient({});

/** Slow on purpose: 32 MB and about 80 ms for each guess. */
function fingerprint(password, salt) {
  return crypto.scryptSync(password, salt, 32, { N: 2 ** 15, maxmem: 64 * 1024 * 1024 });
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
  const given = fingerprint(password, Item ? Item.salt.S : 'nobody');
  const same = stored.length === given.length && crypto.timingSafeEqual(stored, given);
  return policy(partner || 'nobody', same ? 'Allow' : 'Deny', methodArn);
};
