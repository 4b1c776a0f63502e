'use strict';

const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require('@aws-sdk/client-apigatewaymanagementapi');

const gateway = new ApiGatewayManagementApiClient({ endpoint: process.env.CALLBACK_URL });

const FUNCTIONS = {
  SUM: (...n) => n.reduce((a, b) => a + b, 0),
  AVG: (...n) => n.reduce((a, b) => a + b, 0) / n.length,
  ROUND: Math.round,
};

function sheet(cells) {
  const names = Object.keys(FUNCTIONS);
  const values = Object.values(FUNCTIONS);
  return (formula) => {
    const body = formula.replace(/\b([A-Z])(\d+)\b/g, (_, column, row) => Number(cells[column + row]) || 0);
    return new Function(...names, `return (${body});`)(...values); // FAULT code-injection
  };
}

exports.handler = async ({ requestContext, body }) => {
  const { cells, at, formula } = JSON.parse(body);
  const compute = sheet(cells);
  let value;
  try {
    value = Number(compute(formula.slice(1)));
  } catch {
    value = NaN;
  }
  await gateway.send(
    new PostToConnectionCommand({
      ConnectionId: requestContext.connectionId,
      Data: JSON.stringify({ at, value: Number.isFinite(value) ? value : '#ERROR' }),
    }),
  );
  return { statusCode: 200 };
};
