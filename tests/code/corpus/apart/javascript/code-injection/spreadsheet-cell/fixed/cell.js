'use strict';

const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require('@aws-sdk/client-apigatewaymanagementapi');

const gateway = new ApiGatewayManagementApiClient({ endpoint: process.env.CALLBACK_URL });

const FUNCTIONS = {
  SUM: (...n) => n.reduce((a, b) => a + b, 0),
  AVG: (...n) => n.reduce((a, b) => a + b, 0) / n.length,
  ROUND: Math.round,
};

const CALL = /^(SUM|AVG|ROUND)\(([A-Z]\d{1,3}(?:,[A-Z]\d{1,3}){0,49})\)$/;

/** A formula is one function over cells. */
function sheet(cells) {
  return (formula) => {
    const call = CALL.exec(formula);
    if (!call) {
      throw new SyntaxError('formula');
    }
    const [, name, list] = call;
    return FUNCTIONS[name](...list.split(',').map((cell) => Number(cells[cell]) || 0));
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
