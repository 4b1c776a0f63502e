const middy = require('@middy/core');
const inputOutputLogger = require('@middy/input-output-logger');

const handler = async (event) => {
  console.log('booking', JSON.stringify(event)); // violated
  return { statusCode: 204 };
};

exports.handler = middy(handler).use(inputOutputLogger()); // violated
