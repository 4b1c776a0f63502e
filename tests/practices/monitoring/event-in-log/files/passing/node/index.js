const middy = require('@middy/core');
const inputOutputLogger = require('@middy/input-output-logger');

const handler = async (event) => {
  console.log('booking', event.routeKey, Object.keys(event));
  return { statusCode: 204 };
};

exports.handler = middy(handler).use(inputOutputLogger({ omitPaths: ['event.body', 'event.headers'] }));
