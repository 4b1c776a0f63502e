const rules = { base: 100, night: 1.5 };

const formulas = {
  base: () => rules.base,
  night: () => rules.base * rules.night,
};

exports.handler = async (event) => {
  const formula = formulas[event.queryStringParameters?.formula] ?? formulas.base;
  return { statusCode: 200, body: String(formula()) };
};
