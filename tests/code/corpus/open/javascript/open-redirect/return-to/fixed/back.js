const { randomUUID } = require('node:crypto');

const HOME = '/';

const local = (target) => /^\/(?![\/\\])[\w\/?=&-]*$/.test(target);

/** GET /consent/done: back to where the reader was. */
exports.handler = async (event) => {
  const target = event.queryStringParameters?.returnTo ?? HOME;
  return {
    statusCode: 303,
    headers: {
      Location: local(target) ? target : HOME,
      'Cache-Control': 'no-store',
    },
    cookies: [`consent=${randomUUID()}; Path=/; Secure; HttpOnly; SameSite=Lax`],
  };
};
