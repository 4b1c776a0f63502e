import { load } from 'cheerio';

const SITES = new Set((process.env.PREVIEW_SITES ?? 'video.example,pictures.example').split(','));

const json = (statusCode, body) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'max-age=600' },
  body: JSON.stringify(body),
});

/** GET /preview?url=… */
export const handler = async (event) => {
  let url;
  try {
    url = new URL(event.queryStringParameters?.url);
  } catch {
    return json(400, { message: 'that is no address' });
  }
  if (url.protocol !== 'https:' || !SITES.has(url.host)) return json(403, { message: 'no previews of that site' });

  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(3000) });
  const page = load(await answer.text());
  return json(200, {
    title: page('title').first().text().slice(0, 200),
    picture: page('meta[property="og:image"]').attr('content') ?? null,
  });
};
