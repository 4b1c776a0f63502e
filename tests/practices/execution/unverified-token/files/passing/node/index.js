const jwt = require('jsonwebtoken');

exports.handler = async (event) => {
  const { header } = jwt.decode(event.headers.authorization, { complete: true });
  const { sub } = jwt.verify(event.headers.authorization, process.env[`KEY_${Number(header.kid)}`], { algorithms: ['RS256'] });
  return { statusCode: 200, body: sub };
};
