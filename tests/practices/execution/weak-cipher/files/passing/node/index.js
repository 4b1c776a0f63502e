const { createCipheriv, randomBytes } = require('node:crypto');

const key = Buffer.from(process.env.KEY, 'hex');

exports.handler = async (event) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return { statusCode: 200, body: Buffer.concat([nonce, cipher.update(event.body), cipher.final()]).toString('hex') };
};
