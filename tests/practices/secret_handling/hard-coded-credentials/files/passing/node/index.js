const jwt = require('jsonwebtoken');

const TOKEN_TYPE = 'urn:ietf:params:oauth:token-type:jwt';

exports.handler = async (event) => {
  const token = jwt.sign({ sub: event.requestContext.accountId, typ: TOKEN_TYPE }, process.env.SIGNING_KEY);
  return { statusCode: 200, body: JSON.stringify({ token, password: 'changeme' }) };
};
