const { DynamoDB } = require("aws-sdk");

const db = new DynamoDB.DocumentClient({ convertEmptyValues: true });
const nameOf = (kind) => `${kind}-${process.env.STAGE}`;

exports.vote = async ({ voter, option }) =>
  db
    .transactWrite({
      TransactItems: [
        { Put: { TableName: nameOf("votes"), Item: { voter }, ConditionExpression: "attribute_not_exists(voter)" } },
        {
          Update: {
            TableName: nameOf("totals"),
            Key: { option },
            UpdateExpression: "ADD votes :one",
            ExpressionAttributeValues: { ":one": 1 },
          },
        },
      ],
    })
    .promise();

exports.tally = async ({ options }) => {
  const table = nameOf("totals");
  const Keys = options.map((option) => ({ option }));
  const { Responses } = await db.batchGet({ RequestItems: { [table]: { Keys } } }).promise();
  return Responses[table];
};
