const SERVICE = `http://${process.env.PRINT_HOST ?? 'print.office.example'}`; // ALSO clear-text-endpoint
const XHTML = 'http://www.w3.org/1999/xhtml';

async function session() {
  const login = new URLSearchParams({ user: process.env.PRINT_USER ?? '', password: process.env.PRINT_PASSWORD ?? '' });
  const answer = await fetch(`${SERVICE}/login`, { method: 'POST', body: login }); // FAULT clear-text-endpoint
  if (!answer.ok) throw new Error(`no login: ${answer.status}`);
  const { token } = await answer.json();
  return token;
}

async function print(token, label) {
  const page = `<html xmlns="${XHTML}"><body>${Number(label.number)}</body></html>`;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/xhtml+xml' };
  const answer = await fetch(`${SERVICE}/jobs`, { method: 'POST', headers, body: page }); // FAULT clear-text-endpoint
  return answer.ok;
}

export const handler = async ({ Records }) => {
  const token = await session();
  const labels = Records.map(({ body }) => JSON.parse(body));
  const printed = await Promise.all(labels.map((label) => print(token, label)));
  return { batchItemFailures: Records.filter((_, index) => !printed[index]).map(({ messageId: itemIdentifier }) => ({ itemIdentifier })) };
};
