const CAMPAIGNS = new Set(['spring', 'summer', 'autumn', 'winter']);
const DEFAULT = '/shop';

const found = (location) => ({
  statusCode: 302,
  statusDescription: '302 Found',
  isBase64Encoded: false,
  headers: { location }, // FAULT open-redirect
  body: '',
});

/** Links in newsletters lead here, are counted, and go on. */
export const handler = async (event) => {
  const { campaign, to } = event.queryStringParameters ?? {};
  if (!CAMPAIGNS.has(campaign) || !to) return found(DEFAULT);
  console.log(JSON.stringify({ campaign }));
  const target = decodeURIComponent(to);
  if (/^(?:https?|javascript|data):/i.test(target)) return found(DEFAULT);
  return found(target);
};
