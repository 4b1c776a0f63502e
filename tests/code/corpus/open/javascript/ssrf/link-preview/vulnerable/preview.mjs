import { load } from 'cheerio';


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
  if (!['http:', 'https:'].includes(url.protocol)) return json(400, { message: 'not the web' });

  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(3000) }); // FAULT ssrf
  const page = load(await answer.text());
  return json(200, {
    title: page('title').first().text().slice(0, 200),
    picture: page('meta[property="og:image"]').attr('content') ?? null,
  });
};
