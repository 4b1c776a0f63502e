import { createHash } from 'node:crypto';

const TABLE = [['year', 'members'], [2022, 510], [2023, 544], [2024, 590]];

export const handler = async (event) => {
  const { name = 'members.csv' } = event.queryStringParameters;
  const body = TABLE.map((row) => row.join(',')).join('\r\n');
  return {
    statusCode: 200,
    statusDescription: '200 OK',
    isBase64Encoded: false,
    headers: {
      'content-type': 'text/csv',
      etag: `"${createHash('sha256').update(body).digest('hex')}"`,
      'content-disposition': `attachment; filename="${decodeURIComponent(name)}"`, // FAULT header-injection
    },
    body,
  };
};
