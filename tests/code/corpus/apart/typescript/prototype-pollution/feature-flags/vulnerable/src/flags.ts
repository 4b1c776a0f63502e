import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { overlay, type Sections } from './overlay';

const DEFAULTS: Sections = {
  editor: { spellcheck: true, drafts: 5 },
  mail: { digest: false, hour: 7 },
};

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const wishes = JSON.parse(event.body ?? '{}');
  const flags = overlay(structuredClone(DEFAULTS), wishes);
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(flags),
  };
}
