const ejs = require('ejs');

const TEMPLATES = {
  short: '<%= person.name %>',
  long: '<%= person.name %>, <%= person.role %>',
};

const PEOPLE = {
  ada: { name: 'Ada', role: 'engineer' },
  max: { name: 'Max', role: 'buyer' },
};

/** POST /signatures/{person}: how a mail's signature will look. */
exports.handler = async (event) => {
  const person = Object.hasOwn(PEOPLE, event.pathParameters.person) ? PEOPLE[event.pathParameters.person] : null;
  if (person === null) return { statusCode: 404 };

  const { template } = JSON.parse(event.body);
  if (!Object.hasOwn(TEMPLATES, template)) return { statusCode: 422 };
  const signature = ejs.render(TEMPLATES[template], { person }, { rmWhitespace: true });
  return { statusCode: 200, body: JSON.stringify({ signature }) };
};
