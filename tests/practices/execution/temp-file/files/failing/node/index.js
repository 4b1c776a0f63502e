const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

exports.handler = async (event) => {
  const file = path.join(os.tmpdir(), 'page.html');
  fs.writeFileSync(file, event.body); // violated
  return { statusCode: 200, body: String(fs.statSync('/tmp').size) };
};
