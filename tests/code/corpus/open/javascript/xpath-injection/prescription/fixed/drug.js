const fs = require('node:fs');
const path = require('node:path');
const xpath = require('xpath');
const { DOMParser } = require('@xmldom/xmldom');

const list = new DOMParser().parseFromString(fs.readFileSync(path.join(__dirname, 'drugs.xml'), 'utf8'), 'text/xml');
const byName = xpath.parse('/drugs/drug[@public="yes" and @name=$name]/warning');

exports.handler = async (event) => {
  const name = event.queryStringParameters?.name ?? '';
  const nodes = byName.select({ node: list, variables: { name } });
  return {
    statusCode: nodes.length > 0 ? 200 : 404,
    body: JSON.stringify(nodes.map((node) => node.textContent)),
  };
};
