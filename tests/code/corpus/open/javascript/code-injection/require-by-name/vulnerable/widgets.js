const path = require('node:path');

const clock = require('./widgets/clock');
const weather = require('./widgets/weather');

const WIDGETS = new Map([
  ['clock', clock],
  ['weather', weather],
]);

const load = (name) => WIDGETS.get(name) ?? require(path.join(__dirname, 'widgets', name)); // FAULT code-injection

const reply = (statusCode, body) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'max-age=30' },
  body: JSON.stringify(body),
});

/** GET /widgets/{name} */
exports.handler = async (event) => {
  const widget = load(decodeURIComponent(event.pathParameters.name));
  if (!widget) return reply(404, { message: 'no such widget' });
  return reply(200, await widget({ now: new Date(event.requestContext.requestTimeEpoch) }));
};
