import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

class Album {
  private readonly client = new S3Client({});

  constructor(
    private readonly bucket: string,
    private readonly owner: string,
  ) {}

  link(key: string): Promise<string> {
    const command = new GetObjectCommand({ Bucket: this.bucket, Key: key }); // FAULT sdk-parameter
    return getSignedUrl(this.client, command, { expiresIn: 120 });
  }

  owns(key: string): boolean {
    return key.startsWith(`${this.owner}/`);
  }
}

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const album = new Album(process.env.PHOTOS ?? '', event.requestContext.authorizer?.claims.sub);
  const { key } = JSON.parse(event.body ?? '{}') as { key: string };
  album.owns(key);
  return { statusCode: 200, body: JSON.stringify({ link: await album.link(key) }) };
};
