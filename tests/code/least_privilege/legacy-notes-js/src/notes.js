const AWS = require("aws-sdk");

const documents = new AWS.DynamoDB.DocumentClient();
const s3 = new AWS.S3({ signatureVersion: "v4" });
const TableName = process.env.NOTES;

const actions = {
  GET: async (owner, id) => (await documents.get({ TableName, Key: { owner, id } }).promise()).Item,
  PUT: async (owner, id, text) => {
    await documents.put({ TableName, Item: { owner, id, text } }).promise();
    return { id };
  },
  DELETE: async (owner, id) => {
    await documents.delete({ TableName, Key: { owner, id } }).promise();
    await s3.deleteObject({ Bucket: process.env.ATTACHMENTS, Key: `${owner}/${id}` }).promise();
    return {};
  },
};

exports.handler = async (event) => {
  const action = actions[event.httpMethod];
  if (!action) return { statusCode: 405, body: "" };
  const owner = event.requestContext.authorizer.claims.sub;
  const answer = await action(owner, event.pathParameters.id, event.body);
  return { statusCode: answer ? 200 : 404, body: JSON.stringify(answer ?? {}) };
};
