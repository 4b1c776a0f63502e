const { createHash } = require('node:crypto');

exports.handler = async (event) => {
  const { pin } = JSON.parse(event.body);
  const kept = createHash('md5').update(pin).digest('hex'); // violated
  return { statusCode: 200, body: kept };
};
