const DEFAULTS = { theme: { colour: 'blue', dense: false }, mail: { daily: true } };

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (isObject(source[key])) {
      target[key] = merge(target[key] ?? {}, source[key]);
    } else {
      target[key] = source[key]; // FAULT prototype-pollution
    }
  }
  return target;
}

/** POST /settings/preview: the defaults with a user's changes. */
exports.handler = async (event) => {
  const changes = JSON.parse(event.body);
  if (!isObject(changes)) return { statusCode: 400 };
  return { statusCode: 200, body: JSON.stringify(merge(structuredClone(DEFAULTS), changes)) };
};
