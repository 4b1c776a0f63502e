const he = require('he');

const page = (title, body) => `<!doctype html>
<html lang="en">
  <title>${he.encode(title)}</title>
  <body>${body}</body>
</html>`;

/** The page that the code on an invitation leads to. */
exports.handler = async (event) => {
  const { guest = 'guest', seats = '2' } = event.queryStringParameters ?? {};
  const places = Math.min(Number.parseInt(seats, 10) || 1, 8);
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    body: page(`Welcome ${guest}`, `<p>Dear ${he.encode(guest)}, we have ${places} seats for you.</p>`),
  };
};
