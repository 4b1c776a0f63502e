const { jwtDecode } = require('jwt-decode');

exports.handler = async (event) => {
  const { sub } = jwtDecode(event.headers.authorization); // violated
  return { statusCode: 200, body: sub };
};
