const Database = require('better-sqlite3');

const db = new Database('/mnt/efs/fossils.db', { readonly: true, fileMustExist: true });

const COLUMNS = ['period', 'site', 'genus'];

const literal = (value) => `'${value}'`;

/** A condition for each of the columns that is asked for. */
function conditions(query, quote = literal) {
  return COLUMNS.filter((column) => query[column] !== undefined).map(
    (column) => `${column} = ${quote(decodeURIComponent(query[column]))}`,
  );
}

function select(query) {
  const parts = conditions(query);
  const where = parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '';
  const page = Math.max(0, Number.parseInt(query.page ?? '0', 10) || 0);
  return db.prepare(`SELECT id, genus, site FROM fossils ${where} ORDER BY id LIMIT 25 OFFSET ${page * 25}`).all(); // FAULT sql-injection
}

exports.handler = async (event) => {
  const fossils = select(event.queryStringParameters ?? {});
  return {
    statusCode: 200,
    statusDescription: '200 OK',
    isBase64Encoded: false,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fossils, next: fossils.length === 25 }),
  };
};
