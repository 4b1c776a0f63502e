'use strict';

const AWS = require('aws-sdk');

const lambda = new AWS.Lambda({ maxRetries: 1, httpOptions: { timeout: 20000 } });
const sockets = new AWS.ApiGatewayManagementApi({ endpoint: process.env.SOCKETS_ENDPOINT });
const STAGE = process.env.STAGE || 'dev';

function call(method, params, done) {
  lambda.invoke( // FAULT sdk-parameter
    {
      FunctionName: method.includes(':') ? method : 'rpc-' + STAGE + '-' + method,
      InvocationType: 'RequestResponse',
      Payload: JSON.stringify(params),
    },
    function (error, answer) {
      if (error || answer.FunctionError) return done(null, { error: { code: -32603, message: 'internal error' } });
      done(null, { result: JSON.parse(answer.Payload) });
    },
  );
}

exports.handler = function (event, context, callback) {
  const { id, method, params } = JSON.parse(event.body);
  call(method, params, function (_, answer) {
    sockets.postToConnection(
      {
        ConnectionId: event.requestContext.connectionId,
        Data: JSON.stringify(Object.assign({ jsonrpc: '2.0', id: Number(id) }, answer)),
      },
      function (error) {
        callback(error, { statusCode: 200 });
      },
    );
  });
};
