const { readFileSync } = require('fs');
const { join } = require('path');

const streets = readFileSync(join(__dirname, 'streets.txt'), 'utf8').split('\n');
const collator = new Intl.Collator('de-CH', { sensitivity: 'base', numeric: true });

/** Short names first, then as in the telephone book. */
function byRelevance(a, b) {
  return a.length - b.length || collator.compare(a, b);
}

exports.handler = async (event) => {
  const typed = (event.queryStringParameters || {}).typed || '';
  if (typed.length < 2 || typed.length > 50) {
    return { statusCode: 400, body: '[]' };
  }

  const pattern = new RegExp('(^|[ -])' + typed, 'i'); // FAULT regex-injection
  const found = [];
  for (const street of streets) {
    if (pattern.test(street) && found.push(street) === 12) {
      break;
    }
  }
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'max-age=600' },
    body: JSON.stringify(found.sort(byRelevance)),
  };
};
