let settings;

exports.handler = async (event) => {
  const filters = {};
  filters.town = event.queryStringParameters.town;
  settings ??= await (await fetch(process.env.SETTINGS)).json();
  return { statusCode: 200, body: JSON.stringify({ filters, settings }) };
};
