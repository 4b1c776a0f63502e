const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async () => {
  const { Item } = await documents.send(
    new GetCommand({
      TableName: 'pages-prod', // violated
      Key: { id: 1 },
    }),
  );
  return { statusCode: 200, body: JSON.stringify(Item) };
};
