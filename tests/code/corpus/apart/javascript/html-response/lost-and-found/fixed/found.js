const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, QueryCommand } = require('@aws-sdk/lib-dynamodb');

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

async function things(kind) {
  const { Items } = await db.send(
    new QueryCommand({
      TableName: process.env.THINGS_TABLE,
      KeyConditionExpression: 'kind = :kind',
      ExpressionAttributeValues: { ':kind': kind },
      ProjectionExpression: '#no, line',
      ExpressionAttributeNames: { '#no': 'number' },
    }),
  );
  return Items;
}

exports.handler = async (event) => {
  const kind = decodeURIComponent(event.queryStringParameters.kind ?? 'umbrella').trim();
  const found = await things(kind.toLowerCase());

  const html = [];
  html.push('<!doctype html>', '<title>Lost and found</title>');
  html.push(`<h1>${found.length} found: ${escapeHtml(kind)}</h1>`, '<ol>');
  for (const { number, line } of found) {
    html.push(`<li>Line ${Number(line)}, number ${Number(number)}</li>`);
  }
  html.push('</ol>');

  return {
    statusCode: 200,
    statusDescription: '200 OK',
    isBase64Encoded: false,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: html.join('\n'),
  };
};
