import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const s3 = new S3Client({});

const BUCKET = process.env.DATASETS_BUCKET;
const NAME = /^[a-z0-9-]{1,40}$/;

async function head(team: string, dataset: string, bytes = 4096): Promise<string> {
  if (!NAME.test(dataset)) throw new RangeError('dataset');
  const Key = `${team}/${dataset}.csv`;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key, Range: `bytes=0-${bytes - 1}` }));
  return Body ? Body.transformToString() : '';
}

/** The last line is cut anywhere, so it goes. */
function wholeLines(text: string, most = 10): string[] {
  const lines = text.split(/\r?\n/);
  return lines.slice(0, Math.min(most, Math.max(lines.length - 1, 1)));
}

/** GET /preview?of=dataset, for the notebook's file browser: the caller's team comes with the token */
export async function handler(
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
): Promise<APIGatewayProxyStructuredResultV2> {
  const team = String(event.requestContext.authorizer.jwt.claims.team);
  const text = await head(team, event.queryStringParameters?.of ?? '');
  const lines = wholeLines(text);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ lines }) };
}
