const serialize = require('node-serialize');

const cookie = (event, name) => {
  const found = (event.cookies ?? []).find((pair) => pair.startsWith(`${name}=`));
  return found && Buffer.from(found.slice(name.length + 1), 'base64url').toString();
};

/** GET /cart: how much is in the basket that the browser keeps. */
exports.handler = async (event) => {
  const text = cookie(event, 'cart');
  if (!text) return { statusCode: 200, body: '{"count":0}' };

  const cart = serialize.unserialize(text); // FAULT unsafe-deserialisation
  const count = (cart.lines ?? []).reduce((sum, line) => sum + Number(line.count), 0);
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ count }),
  };
};
