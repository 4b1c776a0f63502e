import type { ALBEvent, ALBResult } from 'aws-lambda';
import escapeHtml from 'escape-html';

const PAGES: ReadonlyMap<string, string> = new Map([
  ['/', '<h1>Welcome</h1>'],
  ['/opening', '<h1>Opening hours</h1><p>9 to 5</p>'],
]);

const html = (status: number, text: string): ALBResult => ({
  statusCode: status,
  statusDescription: `${status} ${status === 200 ? 'OK' : 'Not Found'}`,
  isBase64Encoded: false,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: text,
});

const missing = (path: string): string => `<h1>Not here</h1><p>There is nothing at ${escapeHtml(path)}.</p>`;

export const handler = async (event: ALBEvent): Promise<ALBResult> => {
  const path = decodeURI(event.path);
  const page = PAGES.get(path);
  return page === undefined ? html(404, missing(path)) : html(200, page);
};
