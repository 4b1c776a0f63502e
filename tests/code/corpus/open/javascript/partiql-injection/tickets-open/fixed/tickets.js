const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, ExecuteStatementCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const answer = (statusCode, body) => ({
  statusCode,
  statusDescription: String(statusCode),
  isBase64Encoded: false,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

exports.handler = async (event) => {
  const { team, state } = event.queryStringParameters;
  const Statement = `SELECT id, title FROM "tickets"."team-state" WHERE team = ? AND "state" = ?`;
  const { Items } = await documents.send(new ExecuteStatementCommand({ Statement, Parameters: [team, state] }));
  return answer(200, Items);
};
