//# two keys of the caller
const settings = { theme: {}, mail: {} };
settings[body.section][body.key] = body.value; //! prototype-pollution

//# a merge of one's own
function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (typeof source[key] === 'object' && source[key] !== null) {
      if (!target[key]) target[key] = {}; //! prototype-pollution
      merge(target[key], source[key]);
    } else {
      target[key] = source[key]; //! prototype-pollution
    }
  }
  return target;
}
const DEFAULTS = { a: { b: 1 } };
exports.handler = async (event) => merge({ ...DEFAULTS }, JSON.parse(event.body));

//# a merge with in
const isObject = (value) => value && typeof value === 'object' && !Array.isArray(value);
const extend = (into, from) => {
  for (const name in from) {
    if (isObject(into[name]) && isObject(from[name])) extend(into[name], from[name]);
    else into[name] = from[name]; //! prototype-pollution
  }
  return into;
};
export const handler = async (event) => extend({ limits: {} }, JSON.parse(event.body));

//# a path with dots
function set(object, path, value) {
  const parts = path.split('.');
  const last = parts.pop();
  const at = parts.reduce((current, part) => (current[part] ??= {}), object); //! prototype-pollution
  at[last] = value; //! prototype-pollution
}
exports.handler = async (event) => {
  const { path, value } = JSON.parse(event.body);
  const config = { a: {} };
  set(config, path, value);
  return config;
};

//# libraries that merge
import _ from 'lodash';
import merge from 'lodash/merge.js';
import { set, defaultsDeep, mergeWith } from 'lodash';
import deepExtend from 'deep-extend';
import deepmerge from 'deepmerge';
import objectPath from 'object-path';
import dotProp from 'dot-prop';
_.merge({}, body); //! prototype-pollution
merge({}, body.settings); //! prototype-pollution
defaultsDeep({}, JSON.parse(q)); //! prototype-pollution
mergeWith({}, body, () => undefined); //! prototype-pollution
set({}, body.path, body.value); //! prototype-pollution
_.set({}, q, 1); //! prototype-pollution
deepExtend({}, body); //! prototype-pollution
objectPath.set({}, body.path, 1); //! prototype-pollution

//# entries that go deep
const counts = {};
for (const { group, name } of body.items) {
  counts[group] = counts[group] || {};
  counts[group][name] = (counts[group][name] || 0) + 1; //! prototype-pollution
}

//# ts: a store of settings
class Settings {
  private readonly values: Record<string, Record<string, unknown>> = { ui: {} };
  update(section: string, key: string, value: unknown): void {
    const part = this.values[section];
    part[key] = value; //! prototype-pollution
  }
}
const settings = new Settings();
export const handler = async (event: APIGatewayProxyEvent) => {
  const { section, key, value } = JSON.parse(event.body!);
  settings.update(section, key, value);
};

//# ts: a merge by entries
type Tree = { [name: string]: unknown };
export function deepMerge(target: any, source: Tree): any {
  Object.entries(source).forEach(([key, value]) => {
    if (value instanceof Object && key in target) deepMerge(target[key], value as Tree);
    else target[key] = value; //! prototype-pollution
  });
  return target;
}
export const handler = async (event: APIGatewayProxyEvent) => deepMerge({ a: {} }, JSON.parse(event.body!));

//# a key of one level
const found = {};
found[body.name] = body.value;
Object.assign({}, body);
const copy = { ...body, a: { ...body.a } };
const merged = Object.assign({}, { a: 1 }, body);
const shallow = { ...{ theme: 'x' }, ...body.settings };

//# keys that are refused
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (FORBIDDEN.includes(key)) continue;
    if (source[key] && typeof source[key] === 'object') {
      target[key] = merge(target[key] || {}, source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}
exports.handler = async (event) => merge({ a: {} }, JSON.parse(event.body));

//# keys that are refused one by one
function merge(target, source) {
  for (const key in source) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    if (typeof source[key] === 'object') {
      target[key] = target[key] ?? {};
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}
exports.handler = async (event) => merge({ a: {} }, JSON.parse(event.body));

//# keys of a set, asked by a function
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);
const isUnsafe = (key) => UNSAFE.has(key);
function set(object, path, value) {
  const keys = path.split('.');
  if (keys.some(isUnsafe)) throw new Error('unsafe path');
  const last = keys.pop();
  let at = object;
  for (const key of keys) {
    at[key] = at[key] ?? {};
    at = at[key];
  }
  at[last] = value;
}
exports.handler = async (event) => {
  const { path, value } = JSON.parse(event.body);
  set({ a: {} }, path, value);
};

//# keys by a pattern
const UNSAFE = /^(__proto__|constructor|prototype)$/;
function merge(target, source) {
  for (const [key, value] of Object.entries(source)) {
    if (UNSAFE.test(key)) continue;
    if (value && typeof value === 'object') merge((target[key] ??= {}), value);
    else target[key] = value;
  }
  return target;
}
exports.handler = async (event) => merge({ a: {} }, JSON.parse(event.body));

//# own keys only
function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (!Object.prototype.hasOwnProperty.call(target, key)) continue;
    if (typeof target[key] === 'object') merge(target[key], source[key]);
    else target[key] = source[key];
  }
  return target;
}
function other(target, source) {
  for (const key in source) {
    if (!target.hasOwnProperty(key)) continue;
    if (typeof target[key] === 'object') other(target[key], source[key]);
    else target[key] = source[key];
  }
  return target;
}
exports.handler = async (event) => {
  merge({ a: {} }, JSON.parse(event.body));
  other({ a: {} }, JSON.parse(event.body));
};

//# objects without a prototype, and maps
const bare = Object.create(null);
bare[body.section] ??= Object.create(null);
bare[body.section][body.key] = body.value;
const maps = new Map();
if (!maps.has(body.section)) maps.set(body.section, new Map());
maps.get(body.section).set(body.key, body.value);
const counts = { __proto__: null };
counts[body.group] ??= { __proto__: null };
counts[body.group][body.name] = 1;

//# sections of a list
const SECTIONS = ['theme', 'mail'];
const settings = { theme: {}, mail: {} };
if (!SECTIONS.includes(body.section)) return { statusCode: 400 };
settings[body.section][body.key] = body.value;
if (!(q in settings)) return { statusCode: 400 };

//# ts: a guard of keys
const SECTIONS = ['theme', 'mail'] as const;
type Section = (typeof SECTIONS)[number];
function isSection(value: string): value is Section {
  return (SECTIONS as readonly string[]).includes(value);
}
const settings: Record<Section, Record<string, unknown>> = { theme: {}, mail: {} };
export const handler = async (event: APIGatewayProxyEvent) => {
  const { section, key, value } = JSON.parse(event.body!);
  if (!isSection(section)) return { statusCode: 400, body: '' };
  settings[section][key] = value;
  return { statusCode: 200, body: '' };
};

//# frozen, or parsed by what refuses
import sjson from 'secure-json-parse';
import _ from 'lodash';
const safe = sjson.parse(event.body, undefined, { protoAction: 'remove', constructorAction: 'remove' });
_.merge({}, safe);

//# libraries with what the program made
import _ from 'lodash';
import deepmerge from 'deepmerge';
_.merge({}, { name: String(body.name), age: Number(body.age) });
_.set({}, 'a.b', body.value);
deepmerge({ a: 1 }, { b: q });
_.pick(body, ['name', 'age']);
_.merge({}, _.pick({ x: q }, ['x']));

//# ts: a strict schema before the merge
import _ from 'lodash';
import { z } from 'zod';
const Settings = z.object({ theme: z.enum(['light', 'dark']), limit: z.number() }).strict();
export const handler = async (event: APIGatewayProxyEvent) => {
  const settings = Settings.parse(JSON.parse(event.body!));
  return _.merge({ theme: 'light', limit: 10 }, settings);
};

//# a reducer over a path
const set = (object, path, value) =>
  path.split('.').reduce((at, key, index, keys) => {
    if (index === keys.length - 1) at[key] = value; //! prototype-pollution
    else at[key] = at[key] || {}; //! prototype-pollution
    return at[key];
  }, object);
module.exports.handler = async (event) => {
  const changes = JSON.parse(event.body);
  const config = { flags: {} };
  Object.entries(changes).forEach(([path, value]) => set(config, path, value));
  return config;
};

//# a tree from names with slashes
const tree = {};
for (const file of body.files) {
  let node = tree;
  for (const part of file.path.split('/')) {
    node[part] = node[part] || {}; //! prototype-pollution
    node = node[part];
  }
  node.size = file.size;
}

//# jquery-like options
const extend = require('extend');
const merge = require('merge-deep');
const hoek = require('@hapi/hoek');
extend(true, {}, body); //! prototype-pollution
merge({}, body); //! prototype-pollution
extend({}, body);

//# a flat copy by keys
const ALLOWED = ['name', 'email'];
const user = {};
for (const key of Object.keys(body)) {
  if (ALLOWED.includes(key)) user[key] = body[key];
}
const picked = ALLOWED.reduce((made, key) => (key in body ? { ...made, [key]: body[key] } : made), {});
const filtered = Object.fromEntries(Object.entries(body).filter(([key]) => ALLOWED.includes(key)));

//# keys that are refused before anything else
function isSafeKey(key) {
  return key !== '__proto__' && key !== 'constructor' && key !== 'prototype';
}
function deepMerge(target, ...sources) {
  for (const source of sources) {
    for (const [key, value] of Object.entries(source)) {
      if (!isSafeKey(key)) continue;
      if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
        target[key] = deepMerge(target[key] ?? {}, value);
      } else {
        target[key] = value;
      }
    }
  }
  return target;
}
exports.handler = async (event) => deepMerge({}, { a: 1 }, JSON.parse(event.body));

//# a switch over keys
function merge(target, source) {
  for (const key of Object.keys(source)) {
    switch (key) {
      case '__proto__':
      case 'constructor':
      case 'prototype':
        continue;
      default:
    }
    if (typeof source[key] === 'object') {
      target[key] = target[key] || {};
      merge(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}
exports.handler = async (event) => merge({ a: {} }, JSON.parse(event.body));

//# a copy without the keys, before the merge
const _ = require('lodash');
const clean = (value) => {
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['__proto__', 'constructor', 'prototype'].includes(key))
      .map(([key, inner]) => [key, clean(inner)]),
  );
};
exports.handler = async (event) => {
  const config = { theme: {} };
  const changes = clean(JSON.parse(event.body));
  for (const key of Object.keys(changes)) config[key] = changes[key];
  return config;
};

//# parsed with a reviver that leaves out
const reviver = (key, value) => (key === '__proto__' ? undefined : value);
const settings = JSON.parse(event.body, reviver);
const mine = Object.assign(Object.create(null), settings);

//# counters in a map of maps
const totals = new Map();
for (const { region, product, amount } of body.sales) {
  const perRegion = totals.get(region) ?? new Map();
  perRegion.set(product, (perRegion.get(product) ?? 0) + Number(amount));
  totals.set(region, perRegion);
}
const grouped = Object.create(null);
for (const { region, product } of body.sales) {
  if (!grouped[region]) grouped[region] = Object.create(null);
  grouped[region][product] = true;
}

//# ts: groups by a number, and by a checked name
const buckets: Record<string, Record<string, number>> = {};
export const handler = async (event: APIGatewayProxyEvent) => {
  for (const { year, name } of JSON.parse(event.body!)) {
    const key = Number(year);
    buckets[key] ??= {};
    buckets[key][name] = 1;
    if (!/^[a-z]+-\d+$/.test(name)) throw new Error('name');
    buckets[name] ??= {};
    buckets[name].count = 1;
  }
};

//# the prototype itself is frozen
Object.freeze(Object.prototype);
const settings = { a: {} };
export const handler = async (event) => {
  const body = JSON.parse(event.body);
  settings[body.section][body.key] = body.value;
};

//# ts: keys that a schema has
import Ajv from 'ajv';
const validate = new Ajv().compile({
  type: 'object',
  properties: { section: { enum: ['theme', 'mail'] }, key: { type: 'string', pattern: '^[a-z]+$' }, value: { type: 'string' } },
  required: ['section', 'key', 'value'],
  additionalProperties: false,
});
const settings: Record<string, Record<string, string>> = { theme: {}, mail: {} };
export const handler = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body!);
  if (!validate(body)) return { statusCode: 400, body: '' };
  const { section, key, value } = body as Record<string, string>;
  settings[section][key] = value;
  return { statusCode: 200, body: '' };
};

//# a path whose keys are all checked
const SAFE = /^[a-z][a-zA-Z0-9]*$/;
function set(target, path, value) {
  const keys = path.split('.');
  if (!keys.every((key) => SAFE.test(key) && key !== 'constructor' && key !== 'prototype')) throw new Error('path');
  const last = keys.pop();
  const parent = keys.reduce((at, key) => (at[key] ??= {}), target);
  parent[last] = value;
}
exports.handler = async (event) => {
  const { path, value } = JSON.parse(event.body);
  set({ a: {} }, path, value);
};

//# ts: a merge that goes by the program's keys
type Settings = { theme: { colour: string }; mail: { daily: boolean } };
const DEFAULTS: Settings = { theme: { colour: 'red' }, mail: { daily: true } };
export const handler = async (event: APIGatewayProxyEvent) => {
  const body = JSON.parse(event.body!);
  const merged: any = structuredClone(DEFAULTS);
  for (const section of Object.keys(DEFAULTS) as (keyof Settings)[]) {
    for (const key of Object.keys(DEFAULTS[section])) {
      if (body[section]?.[key] !== undefined) merged[section][key] = body[section][key];
    }
  }
  return merged;
};

//# a set by path with a guard in the loop
const BLOCKED = ['__proto__', 'prototype', 'constructor'];
const setPath = (object, path, value) => {
  const parts = path.split('.');
  let cursor = object;
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i];
    if (BLOCKED.indexOf(part) !== -1) throw new Error('blocked');
    if (i === parts.length - 1) {
      cursor[part] = value;
    } else {
      if (!Object.prototype.hasOwnProperty.call(cursor, part)) cursor[part] = {};
      cursor = cursor[part];
    }
  }
};
exports.handler = async (event) => {
  const { path, value } = JSON.parse(event.body);
  const config = {};
  setPath(config, path, value);
  return config;
};

//# a merge of entries that are filtered first
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);
function merge(target, source) {
  const entries = Object.entries(source).filter(([key]) => !UNSAFE.has(key));
  for (const [key, value] of entries) {
    if (value && typeof value === 'object' && target[key]) merge(target[key], value);
    else target[key] = value;
  }
  return target;
}
exports.handler = async (event) => merge({ a: {} }, JSON.parse(event.body));
