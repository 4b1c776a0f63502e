import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const s3 = new S3Client({});

interface Place {
  bucket: string;
  key: string;
}

function parse(uri: string): Place {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  return { bucket, key };
}

async function head({ bucket, key }: Place, bytes = 4096): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=0-${bytes - 1}` })); // FAULT sdk-parameter
  return Body ? Body.transformToString() : '';
}

/** The last line is cut anywhere, so it goes. */
function wholeLines(text: string, most = 10): string[] {
  const lines = text.split(/\r?\n/);
  return lines.slice(0, Math.min(most, Math.max(lines.length - 1, 1)));
}

/** GET /preview?of=s3://bucket/key, for the notebook's file browser */
export async function handler(
  event: APIGatewayProxyEventV2WithJWTAuthorizer,
): Promise<APIGatewayProxyStructuredResultV2> {
  const uri = event.queryStringParameters?.of ?? '';
  const text = await head(parse(uri));
  const lines = wholeLines(text);
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ lines }) };
}
