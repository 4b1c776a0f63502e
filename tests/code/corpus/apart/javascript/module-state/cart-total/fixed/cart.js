const { DynamoDB } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');

const db = DynamoDBDocument.from(new DynamoDB({}));
const prices = new Map(); // the same for everyone

async function loadPrices() {
  if (prices.size > 0) return;
  const { Items } = await db.scan({ TableName: process.env.PRICES_TABLE });
  for (const { sku, cents } of Items) prices.set(sku, cents);
}

function priced({ sku, count }) {
  return { sku, count, cents: count * (prices.get(sku) || 0) };
}

function total(lines) {
  return lines.reduce((sum, line) => sum + line.cents, 0);
}

const VAT = { food: 0.026, other: 0.081 };

const withVat = (cents, kind) => Math.round(cents * (1 + (VAT[kind] ?? VAT.other)));

exports.handler = async (event) => {
  await loadPrices();
  const lines = JSON.parse(event.body)
    .lines.slice(0, 50)
    .map(({ sku, count }) => priced({ sku: String(sku), count: Number(count) }));
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ lines, cents: total(lines), withVat: withVat(total(lines), 'food') }),
  };
};
