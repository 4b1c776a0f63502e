//# texts of any content are no numbers and choices
import { z } from 'zod';
import Joi from 'joi';
import * as yup from 'yup';
import * as v from 'valibot';
import { exec } from 'child_process';
exec(`a ${z.object({ n: z.string().min(1).max(5) }).parse(body).n}`); //! command-injection
exec(`b ${z.object({ n: z.string().trim().toLowerCase() }).parse(body).n}`); //! command-injection
exec(`c ${z.object({ n: z.string().startsWith('a') }).parse(body).n}`); //! command-injection
exec(`d ${z.object({ n: z.string().regex(/[a-z]/) }).parse(body).n}`); //! command-injection
exec(`e ${z.any().parse(body).n}`); //! command-injection
exec(`f ${z.object({}).passthrough().parse(body).n}`); //! command-injection
exec(`g ${z.record(z.string()).parse(body).n}`); //! command-injection
const { value } = Joi.object({ n: Joi.string().required() }).validate(body);
exec(`h ${value.n}`); //! command-injection
exec(`i ${(await yup.object({ n: yup.string().required() }).validate(body)).n}`); //! command-injection
exec(`j ${v.parse(v.object({ n: v.string() }), body).n}`); //! command-injection
exec(`k ${z.string().url().parse(q)}`); //! command-injection

//# zod says more
import { z } from 'zod';
import { exec } from 'child_process';
const Schema = z.object({
  id: z.string().uuid(),
  kind: z.enum(['a', 'b']),
  literal: z.literal('x'),
  count: z.coerce.number().int().positive(),
  flag: z.boolean().default(false),
  name: z.string().regex(/^[a-z]+$/),
  date: z.string().datetime(),
  tags: z.array(z.string().regex(/^\w+$/)).max(3),
  nested: z.object({ size: z.union([z.literal('s'), z.literal('l')]) }).optional(),
  maybe: z.number().nullable(),
});
type Input = z.infer<typeof Schema>;
const input = Schema.parse(body);
exec(`run ${input.id} ${input.kind} ${input.literal} ${input.count} ${input.flag} ${input.name} ${input.date}`);
exec(`run ${input.tags.join(' ')} ${input.nested?.size} ${input.maybe}`);
const { id, name } = await Schema.parseAsync(body);
exec(`run ${id} ${name}`);

//# ts: zod's results
import { z } from 'zod';
import { exec } from 'child_process';
const Query = z.object({ page: z.coerce.number(), sort: z.enum(['name', 'date']).catch('name') });
const Body = z.discriminatedUnion('type', [
  z.object({ type: z.literal('a'), size: z.number() }),
  z.object({ type: z.literal('b'), name: z.string().regex(/^[a-z]+$/) }),
]);
export const handler = async (event: APIGatewayProxyEvent) => {
  const query = Query.safeParse(event.queryStringParameters);
  if (!query.success) return { statusCode: 400, body: JSON.stringify(query.error.issues) };
  exec(`list ${query.data.page} ${query.data.sort}`);
  const parsed = Body.safeParse(JSON.parse(event.body!));
  if (!parsed.success) return { statusCode: 400, body: '' };
  const data = parsed.data;
  if (data.type === 'b') exec(`make ${data.name}`);
  else exec(`make ${data.size}`);
};

//# zod that changes
import { z } from 'zod';
import { exec } from 'child_process';
const Id = z.string().transform((text) => text.replace(/\W/g, ''));
exec(`run ${Id.parse(q)}`);
const Num = z.string().transform(Number);
exec(`run ${Num.parse(q)}`);
const Safe = z.string().refine((text) => /^[a-z]+$/.test(text), 'letters');
exec(`run ${Safe.parse(q)}`);
const Base = z.object({ id: z.string().uuid(), name: z.string() });
exec(`run ${Base.pick({ id: true }).parse(body).id}`);
exec(`run ${Base.omit({ name: true }).extend({ n: z.number() }).parse(body).n}`);

//# joi's results
import Joi from 'joi';
import { exec } from 'child_process';
const schema = Joi.object({
  id: Joi.string().guid({ version: 'uuidv4' }).required(),
  kind: Joi.string().valid('a', 'b').default('a'),
  count: Joi.number().integer().min(1),
  name: Joi.string().pattern(/^[a-z]+$/),
  code: Joi.string().alphanum().length(6),
  list: Joi.array().items(Joi.string().hex()),
});
const { error, value } = schema.validate(body, { abortEarly: false, stripUnknown: true });
if (error) return { statusCode: 400, body: error.message };
exec(`run ${value.id} ${value.kind} ${value.count} ${value.name} ${value.code} ${value.list.join(' ')}`);
const other = await schema.validateAsync(body);
exec(`run ${other.id}`);
const third = Joi.attempt(body, schema);
exec(`run ${third.name}`);

//# ajv's ways
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { exec } from 'child_process';
const ajv = new Ajv({ allErrors: true });
addFormats(ajv);
const schema = {
  type: 'object',
  required: ['id', 'kind'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { enum: ['a', 'b'] },
    count: { type: 'integer', minimum: 1 },
    names: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' } },
    text: { type: 'string', maxLength: 10 },
  },
  additionalProperties: false,
};
const validate = ajv.compile(schema);
export const handler = async (event) => {
  const body = JSON.parse(event.body);
  const valid = validate(body);
  if (!valid) {
    return { statusCode: 422, body: ajv.errorsText(validate.errors) };
  }
  exec(`run ${body.id} ${body.kind} ${body.count} ${body.names.join(' ')}`);
  exec(`run ${body.text}`); //! command-injection
};

//# ajv by name
import Ajv from 'ajv';
import { exec } from 'child_process';
const ajv = new Ajv();
ajv.addSchema({ type: 'object', properties: { id: { type: 'string', pattern: '^[0-9]+$' } } }, 'order');
if (!ajv.validate({ type: 'object', properties: { id: { type: 'string', pattern: '^[0-9]+$' } } }, body)) throw new Error('bad');
exec(`run ${body.id}`);

//# ts: powertools parser
import { parser } from '@aws-lambda-powertools/parser/middleware';
import { z } from 'zod';
import middy from '@middy/core';
import { exec } from 'child_process';
const Order = z.object({ id: z.number().int(), kind: z.enum(['a', 'b']), note: z.string() });
type Order = z.infer<typeof Order>;
const base = async (event: Order) => {
  exec(`run ${event.id} ${event.kind}`);
  exec(`run ${event.note}`); //! command-injection
};
export const handler = middy(base).use(parser({ schema: Order }));

//# ts: powertools parser by a call
import { parse } from '@aws-lambda-powertools/parser';
import { z } from 'zod';
import { exec } from 'child_process';
const Order = z.object({ id: z.string().uuid() });
export const handler = async (event: unknown) => {
  const order = parse(event, undefined, Order);
  exec(`run ${order.id}`);
};

//# superstruct, yup, valibot, typebox, runtypes
import { assert, object, number, enums, pattern, string, create, is } from 'superstruct';
import * as yup from 'yup';
import * as v from 'valibot';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { exec } from 'child_process';
const Struct = object({ n: number(), kind: enums(['a', 'b']), name: pattern(string(), /^[a-z]+$/) });
assert(body.a, Struct);
exec(`run ${body.a.n} ${body.a.kind} ${body.a.name}`);
const made = create(body.b, Struct);
exec(`run ${made.kind}`);
if (is(body.c, Struct)) exec(`run ${body.c.name}`);
const y = await yup.object({ id: yup.string().uuid().required(), kind: yup.string().oneOf(['a', 'b']), name: yup.string().matches(/^[a-z]+$/) }).validate(body.d);
exec(`run ${y.id} ${y.kind} ${y.name}`);
const w = v.parse(v.object({ kind: v.picklist(['a', 'b']), name: v.pipe(v.string(), v.regex(/^[a-z]+$/)), n: v.number() }), body.e);
exec(`run ${w.kind} ${w.name} ${w.n}`);
const T = Type.Object({ n: Type.Number(), kind: Type.Union([Type.Literal('a'), Type.Literal('b')]) });
if (!Value.Check(T, body.f)) throw new Error('f');
exec(`run ${body.f.n} ${body.f.kind}`);

//# express-validator and celebrate
const express = require('express');
const { exec } = require('child_process');
const { celebrate, Joi } = require('celebrate');
const app = express();
app.get('/a/:id', celebrate({ params: Joi.object({ id: Joi.string().uuid() }) }), (req, res) => {
  exec(`run ${req.params.id}`);
  res.end();
});
app.post('/b', celebrate({ body: Joi.object({ n: Joi.number(), text: Joi.string() }) }), (req, res) => {
  exec(`run ${req.body.n}`);
  exec(`run ${req.body.text}`); //! command-injection
  res.end();
});
exports.handler = require('serverless-http')(app);

//# validator's functions
import validator from 'validator';
import isUUID from 'validator/lib/isUUID';
import { isAlphanumeric, isInt } from 'validator';
import { exec } from 'child_process';
if (!isUUID(q)) return null;
exec(`run ${q}`);
if (isAlphanumeric(body.a) && isInt(body.b)) exec(`run ${body.a} ${body.b}`);
if (!validator.isIn(body.c, ['x', 'y'])) return null;
exec(`run ${body.c}`);
if (!validator.matches(body.d, /^[a-z]+$/)) return null;
exec(`run ${body.d}`);
if (validator.isEmail(body.e)) exec(`run ${body.e}`); //! command-injection
if (validator.isLength(body.f, { max: 10 })) exec(`run ${body.f}`); //! command-injection
