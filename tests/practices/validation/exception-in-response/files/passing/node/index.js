exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: JSON.stringify(JSON.parse(event.body)) };
  } catch (error) {
    console.error(error.stack);
    return { statusCode: error.name === 'SyntaxError' ? 400 : 500, body: JSON.stringify({ message: 'that went wrong' }) };
  }
};
