import Ajv, { type JSONSchemaType } from 'ajv';
import addFormats from 'ajv-formats';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { request } from 'undici';

interface Watch {
  url: string;
  seconds: number;
}

const schema: JSONSchemaType<Watch> = {
  type: 'object',
  required: ['url', 'seconds'],
  additionalProperties: false,
  properties: {
    url: { type: 'string', maxLength: 200, pattern: '^https://status\\.shop\\.example/[a-z0-9/-]*$' },
    seconds: { type: 'integer', minimum: 1, maximum: 10 },
  },
};

const validate = addFormats(new Ajv()).compile(schema);

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const watch: unknown = JSON.parse(event.body ?? 'null');
  if (!validate(watch)) return { statusCode: 422, body: JSON.stringify(validate.errors) };
  const { statusCode } = await request(watch.url, { headersTimeout: watch.seconds * 1000 });
  return { statusCode: 200, body: JSON.stringify({ up: statusCode < 400 }) };
};
