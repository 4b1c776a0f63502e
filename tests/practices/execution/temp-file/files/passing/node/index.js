const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

exports.handler = async (event) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
  try {
    fs.writeFileSync(path.join(folder, 'page.html'), event.body);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
  return { statusCode: 204 };
};
