const { DynamoDB } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocument } = require("@aws-sdk/lib-dynamodb");

const documents = DynamoDBDocument.from(new DynamoDB());
const TableName = process.env.BOOKS;

exports.find = async (isbn) => (await documents.get({ TableName, Key: { isbn } })).Item;
exports.save = (book) => documents.put({ TableName, Item: book });
exports.forget = (isbn) => documents.delete({ TableName, Key: { isbn } });
