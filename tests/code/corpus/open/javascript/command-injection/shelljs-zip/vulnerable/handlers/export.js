const { bundle } = require('../lib/bundle');

/** POST /exports packs some of the reports into one archive. */
exports.handler = async (event) => {
  const { reports } = JSON.parse(event.body);
  if (!Array.isArray(reports) || reports.length > 20) return { statusCode: 400 };
  const archive = await bundle(reports);
  return { statusCode: 201, body: JSON.stringify({ archive }) };
};
