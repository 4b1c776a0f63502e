const { readFileSync } = require('node:fs');
const path = require('node:path');

const wines = JSON.parse(readFileSync(path.join(__dirname, 'wines.json'), 'utf8'));

const OPERATORS = {
  lt: (left, right) => left < right,
  gt: (left, right) => left > right,
  eq: (left, right) => left === right,
};

/** GET /wines?where=year,lt,1990 */
exports.handler = async (event) => {
  const where = event.queryStringParameters?.where ?? 'year,gt,0';
  const [field, operator, value] = where.split(',');

  const found = wines.filter((wine) => {
    const left = wine[field];
    return Object.hasOwn(OPERATORS, operator) && OPERATORS[operator](left, Number(value));
  });
  return { statusCode: 200, body: JSON.stringify(found.slice(0, 50)) };
};
