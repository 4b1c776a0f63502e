const _ = require('lodash');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.PROFILES_TABLE;

function apply(profile, { field, value }) {
  const name = String(field).trim().toLowerCase();
  return _.setWith(profile, name, value, Object); // FAULT prototype-pollution
}

exports.handler = async (event) => {
  for (const record of event.Records) {
    const { id, edits } = JSON.parse(record.body);
    const { Item } = await documents.send(new GetCommand({ TableName, Key: { id } }));
    const profile = edits.reduce(apply, Item ?? { id });
    await documents.send(new PutCommand({ TableName, Item: { ...profile, id } }));
  }
};
