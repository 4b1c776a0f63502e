const ejs = require('ejs');

const PEOPLE = {
  ada: { name: 'Ada', role: 'engineer' },
  max: { name: 'Max', role: 'buyer' },
};

/** POST /signatures/{person}: how a mail's signature will look. */
exports.handler = async (event) => {
  const person = Object.hasOwn(PEOPLE, event.pathParameters.person) ? PEOPLE[event.pathParameters.person] : null;
  if (person === null) return { statusCode: 404 };

  const { template } = JSON.parse(event.body);
  const signature = ejs.render(template, { person }, { rmWhitespace: true }); // FAULT template-injection
  return { statusCode: 200, body: JSON.stringify({ signature }) };
};
