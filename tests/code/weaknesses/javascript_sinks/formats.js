//# node-serialize
const serialize = require('node-serialize');
const profile = serialize.unserialize(Buffer.from(q, 'base64').toString()); //! unsafe-deserialisation

//# another name
import { unserialize as revive } from 'node-serialize';
revive(event.body); //! unsafe-deserialisation

//# v8 and others
const v8 = require('v8');
const { deserialize } = require('node:v8');
const cryo = require('cryo');
const funcster = require('funcster');
v8.deserialize(Buffer.from(event.body, 'base64')); //! unsafe-deserialisation
deserialize(Buffer.from(q, 'hex')); //! unsafe-deserialisation
cryo.parse(event.body); //! unsafe-deserialisation
funcster.deepDeserialize(body); //! unsafe-deserialisation

//# a cookie
const { unserialize } = require('node-serialize');
exports.handler = async (event) => {
  const cookie = event.cookies?.find((one) => one.startsWith('profile='));
  if (!cookie) return { statusCode: 401 };
  const profile = unserialize(decodeURIComponent(cookie.split('=')[1])); //! unsafe-deserialisation
  return { statusCode: 200, body: profile.name };
};

//# YAML with functions
import yaml from 'js-yaml';
import { DEFAULT_FULL_SCHEMA } from 'js-yaml';
import unsafe from 'js-yaml-js-types';
yaml.load(q, { schema: DEFAULT_FULL_SCHEMA.extend(unsafe.all) }); //! unsafe-deserialisation
yaml.load(q, { schema: yaml.DEFAULT_SCHEMA.extend(unsafe.all) }); //! unsafe-deserialisation

//# serialize-to-js and php
const { deserialize } = require('serialize-to-js');
deserialize(event.body); //! unsafe-deserialisation

//# eval as a parser of JSON
const data = eval(`(${event.body})`); //! code-injection

//# ts: a record of a queue
import { unserialize } from 'node-serialize';
export const handler = async (event: SQSEvent): Promise<void> => {
  await Promise.all(event.Records.map(async (record) => {
    const job = unserialize(record.body); //! unsafe-deserialisation
    return job.id;
  }));
};

//# YAML of today
import yaml, { load } from 'js-yaml';
import YAML from 'yaml';
import { parse } from 'yaml';
yaml.load(event.body);
load(q, { schema: yaml.FAILSAFE_SCHEMA });
yaml.load(q, { schema: yaml.JSON_SCHEMA, filename: 'x' });
YAML.parse(event.body);
parse(q);

//# data formats
import { decode } from 'cbor-x';
import msgpack from '@msgpack/msgpack';
import superjson from 'superjson';
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
JSON.parse(event.body, (key, value) => (key === 'at' ? new Date(value) : value));
decode(Buffer.from(event.body, 'base64'));
msgpack.decode(Buffer.from(q, 'base64'));
superjson.parse(event.body);
parse(event.body, { columns: true });
new XMLParser().parse(event.body);

//# serialised by ourselves
const v8 = require('v8');
const copy = v8.deserialize(v8.serialize({ a: 1 }));
const sizes = v8.getHeapStatistics();

//# XML with entities
import libxmljs from 'libxmljs';
import { parseXml, parseXmlString } from 'libxmljs2';
libxmljs.parseXml(event.body, { noent: true }); //! xxe
libxmljs.parseXmlString(q, { noent: true, nonet: false }); //! xxe
parseXmlString(event.body, { replaceEntities: true }); //! xxe
const options = { noent: true };
parseXml(q, options); //! xxe

//# XML with entities by flags
import { ParseOption, XmlDocument } from 'libxml2-wasm';
const LOADING = ParseOption.XML_PARSE_DTDLOAD | ParseOption.XML_PARSE_NOENT;
const OFFLINE = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_COMPACT;
XmlDocument.fromString(event.body, { option: LOADING }); //! xxe
XmlDocument.fromString(event.body, { option: OFFLINE });

//# ts: XML of an upload
import * as libxml from 'libxmljs2';
export const handler = async (event: APIGatewayProxyEvent) => {
  const text = event.isBase64Encoded ? Buffer.from(event.body!, 'base64').toString('utf8') : event.body!;
  const document = libxml.parseXml(text, { noent: true, dtdload: true }); //! xxe
  return { statusCode: 200, body: document.get('//name')!.text() };
};

//# XML without entities
import libxmljs from 'libxmljs2';
import { XMLParser } from 'fast-xml-parser';
import { parseStringPromise } from 'xml2js';
import { DOMParser } from '@xmldom/xmldom';
import sax from 'sax';
libxmljs.parseXml(event.body);
libxmljs.parseXml(event.body, { noent: false, nonet: true });
new XMLParser({ processEntities: false }).parse(event.body);
await parseStringPromise(event.body);
new DOMParser().parseFromString(event.body, 'text/xml');
sax.parser(true).write(event.body).close();
