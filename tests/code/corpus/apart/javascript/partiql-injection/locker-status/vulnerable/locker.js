const { DynamoDBClient } = require("@aws-sdk/client-dynamodb");
const { DynamoDBDocumentClient, ExecuteStatementCommand } = require("@aws-sdk/lib-dynamodb");

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TABLE = process.env.LOCKERS_TABLE || "lockers";

function answer(code, content) {
  return {
    statusCode: code,
    statusDescription: String(code),
    isBase64Encoded: false,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(content),
  };
}

const SIZES = { S: "small", M: "medium", L: "large" };

function readable(locker) {
  return { number: Number(locker.no), size: SIZES[locker.size] || "unknown" };
}

// GET /lockers?station=HB-2&free=yes
exports.handler = async function (event) {
  const query = event.queryStringParameters || {};
  if (!query.station) return answer(400, { error: "station?" });

  let statement = 'SELECT "no", "size" FROM "' + TABLE + "\" WHERE station = '" + decodeURIComponent(query.station) + "'";
  if (query.free === "yes") statement += " AND attribute_not_exists(rented_by)";

  const { Items } = await ddb.send(new ExecuteStatementCommand({ Statement: statement })); // FAULT partiql-injection
  return answer(200, Items.map(readable));
};
