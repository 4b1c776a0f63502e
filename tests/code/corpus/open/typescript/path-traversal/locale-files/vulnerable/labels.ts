import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyHandler } from 'aws-lambda';

const LANGUAGES = ['de', 'en', 'fr', 'it'] as const;
type Language = (typeof LANGUAGES)[number];

class Labels {
  private static readonly folder = join(__dirname, 'labels');

  constructor(private readonly language: Language) {}

  all(): Record<string, string> {
    return JSON.parse(readFileSync(join(Labels.folder, `${this.language}.json`), 'utf8')); // FAULT path-traversal
  }

  static isLanguage(text: string): text is Language {
    return (LANGUAGES as readonly string[]).includes(text);
  }
}

export const handler: APIGatewayProxyHandler = async (event) => {
  const wanted = event.headers['accept-language']?.split(',')[0] ?? 'en';
  const labels = new Labels(wanted as Language);
  return { statusCode: 200, headers: { Vary: 'Accept-Language' }, body: JSON.stringify(labels.all()) };
};
