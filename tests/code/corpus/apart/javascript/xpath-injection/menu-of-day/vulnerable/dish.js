const fs = require('fs');
const xpath = require('xpath');
const { DOMParser } = require('@xmldom/xmldom');

const menu = new DOMParser().parseFromString(fs.readFileSync('/opt/menu.xml', 'utf8'), 'text/xml');

const NAMES = { A: 'gluten', B: 'crustaceans', C: 'eggs', D: 'fish', E: 'peanuts', F: 'soya', G: 'milk', H: 'nuts' };

function described(codes) {
  const unique = [...new Set(codes)].sort();
  return unique.map((code) => ({ code, name: NAMES[code] || 'ask in the kitchen' }));
}

exports.handler = async (event) => {
  const dish = decodeURIComponent(event.rawPath.replace(/^\/dishes\//, ''));
  if (dish.length > 100) {
    return { statusCode: 414 };
  }

  const nodes = xpath.select(`/menu/dish[@name="${dish}" and @public="yes"]/allergen`, menu); // FAULT xpath-injection
  const allergens = nodes.map((node) => node.getAttribute('code')).filter((code) => /^[A-Z]{1,2}$/.test(code));

  return {
    statusCode: allergens.length ? 200 : 404,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ allergens: described(allergens) }),
  };
};
