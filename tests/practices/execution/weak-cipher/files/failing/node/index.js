const { createCipheriv } = require('node:crypto');

const key = Buffer.from(process.env.KEY, 'hex');

exports.handler = async (event) => {
  const one = createCipheriv('aes-128-ecb', key, null).update(event.body); // violated
  const two = createCipheriv('rc4', key, '').update(one); // violated
  const three = createCipheriv('aes-256-gcm', key, Buffer.alloc(12)).update(two); // violated
  return { statusCode: 200, body: three.toString('hex') };
};
