import { readFile } from 'node:fs/promises';

const book = (await readFile(new URL('./book.txt', import.meta.url), 'utf8')).split('\n\n');

/** GET /book?words=…: paragraphs in which the words stand, and how often. */
export const handler = async (event) => {
  const { words = '' } = event.queryStringParameters ?? {};
  if (words.length < 3) return { statusCode: 400, body: '' };

  const wanted = new RegExp(`\\b${words}\\b`, 'giu'); // FAULT regex-injection
  const found = book
    .map((text, number) => ({ number, count: (text.match(wanted) ?? []).length }))
    .filter(({ count }) => count > 0);
  return { statusCode: 200, body: JSON.stringify(found) };
};
