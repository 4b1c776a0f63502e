const { randomInt, randomUUID } = require('node:crypto');

const jitter = () => Math.random() * 100;

exports.handler = async () => {
  await new Promise((done) => setTimeout(done, jitter()));
  return { statusCode: 200, cookies: [`session=${randomUUID()}`], body: String(randomInt(1000000)) };
};
