const vm = require("node:vm");

const rules = { base: 100, night: 1.5 };

function evaluate(formula) {
  return vm.runInNewContext(formula, { ...rules }); // violated
}

exports.handler = async (event) => {
  const formula = event.queryStringParameters?.formula ?? "base";
  return { statusCode: 200, body: String(evaluate(formula)) };
};
