//# eval and its likes
const f = new Function('item', body.expression); //! code-injection
Function(`return ${q}`)(); //! code-injection
const result = eval('(' + q + ')'); //! code-injection
const run = eval;
run(q); //! code-injection
Reflect.construct(Function, [q])(); //! code-injection

//# the vm module
import { runInNewContext, createContext, runInContext, Script } from 'node:vm';
runInNewContext(q, { Math }, { timeout: 100 }); //! code-injection
const context = createContext({});
runInContext(`x = ${q}`, context); //! code-injection
new Script(body.script).runInThisContext(); //! code-injection

//# timers with text
setTimeout(`notify('${q}')`, 100); //! code-injection
setInterval(q, 100); //! code-injection
setTimeout(() => console.log('done'), Number(q));
setTimeout(notify, 100, q);

//# modules by name
const { run } = require(`./handlers/${q}`); //! code-injection
const plugin = await import(body.plugin); //! code-injection
const { createRequire } = await import('module');
createRequire('/var/task/')(q); //! code-injection

//# methods by name
const actions = { list: () => [], get: () => null };
const value = actions[q]?.(body);
const text = `${q}`.toUpperCase();

//# expressions of libraries
import { evaluate, parse } from 'mathjs';
import { Parser } from 'expr-eval';
import jsonata from 'jsonata';
import safeEval from 'safe-eval';
import { VM } from 'vm2';
evaluate(q); //! code-injection
safeEval(q); //! code-injection
new VM({ timeout: 100 }).run(body.code); //! code-injection

//# jsonpath
import jp from 'jsonpath';
import { JSONPath } from 'jsonpath-plus';
jp.query({ a: 1 }, body.path); //! code-injection
JSONPath({ path: body.path, json: {} }); //! code-injection
jp.query(body, '$.items[*].name');

//# ts: a rule engine of one's own
type Rule = { when: string; then: string };
const compile = (rule: Rule) => new Function('order', `with (order) { return ${rule.when}; }`); //! code-injection
export const handler = async (event: { body: string }) => {
  const rules: Rule[] = JSON.parse(event.body).rules;
  return rules.filter((rule) => compile(rule)({ total: 3 }));
};

//# modules of a list
const KNOWN = ['email', 'sms'];
if (!KNOWN.includes(q)) return { statusCode: 404 };
const { run } = require(`./handlers/${q}`);
const LOADERS = { email: () => import('./email.js'), sms: () => import('./sms.js') };
const load = LOADERS[body.kind];
if (!load) return { statusCode: 404 };
await load();

//# ts: a switch over actions
export const handler = async (event: APIGatewayProxyEvent) => {
  const { action } = JSON.parse(event.body ?? '{}');
  switch (action) {
    case 'create': return (await import('./create')).run();
    case 'delete': return (await import('./delete')).run();
    default: return { statusCode: 400, body: `unknown ${action}` };
  }
};

//# numbers in an expression
const total = eval(`${Number(q)} * 2`);
const parsed = JSON.parse(event.body);
const sum = new Function('a', 'b', 'return a + b')(parsed.a, parsed.b);

//# JSON and templates are no code
const data = JSON.parse(q);
const copy = structuredClone(body);
const vm = { run: (text) => text.length };
vm.run(q);
queueMicrotask(() => q);
setImmediate(() => q);
