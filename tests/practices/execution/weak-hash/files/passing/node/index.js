const { createHash, createHmac, scryptSync, randomBytes } = require('node:crypto');

exports.handler = async (event) => {
  const { pin, token } = JSON.parse(event.body);
  const salt = randomBytes(16);
  const kept = scryptSync(pin, salt, 32).toString('hex');
  const found = createHash('sha256').update(token).digest('hex');
  const checksum = createHash('md5').update(event.body).digest('hex');
  return { statusCode: 200, body: JSON.stringify({ kept, found, checksum, mac: createHmac('sha256', salt).digest('hex') }) };
};
