import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ALBEvent, ALBResult } from 'aws-lambda';

const s3 = new S3Client({});

class Wiki {
  private articles?: Promise<Map<string, string>>;

  private async load(): Promise<Map<string, string>> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.WIKI_BUCKET, Key: 'articles.json' }));
    return new Map(Object.entries(JSON.parse(await Body!.transformToString()) as Record<string, string>));
  }

  async grep(word: string): Promise<string[]> {
    this.articles ??= this.load();
    const pattern = new RegExp(word, 'iu'); // FAULT regex-injection
    return [...(await this.articles)].filter(([, text]) => pattern.test(text)).map(([title]) => title);
  }
}

const wiki = new Wiki();

export async function handler(event: ALBEvent): Promise<ALBResult> {
  const word = event.multiValueQueryStringParameters?.word?.[0] ?? '';
  const titles = word.length > 2 ? await wiki.grep(word) : [];
  return {
    statusCode: 200,
    statusDescription: '200 OK',
    isBase64Encoded: false,
    multiValueHeaders: { 'Content-Type': ['application/json'] },
    body: JSON.stringify(titles),
  };
}
