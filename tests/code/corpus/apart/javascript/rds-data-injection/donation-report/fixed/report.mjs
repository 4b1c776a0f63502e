import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data'

const rds = new RDSDataClient()

const { CLUSTER_ARN: resourceArn, SECRET_ARN: secretArn } = process.env

const FRANCS = new Intl.NumberFormat('de-CH', { style: 'currency', currency: 'CHF' })

function rowsOf (formattedRecords) {
  return JSON.parse(formattedRecords).map(({ town, amount }) => ({
    town: town ?? 'elsewhere',
    amount: FRANCS.format(Number(amount))
  }))
}

/**
 * Input, as the web form sent it: { "year": 2026, "filter": { "purpose": "…" }, "sort": ["town", "asc"] }
 */
export async function handler ({ year, filter: { purpose } = {}, sort: [column = 'amount', direction = 'desc'] = [] }) {
  const parameters = [{ name: 'year', value: { longValue: Number(year) } }]
  let where = 'extract(year FROM given_on) = :year'
  if (purpose) {
    where += ' AND purpose = :purpose'
    parameters.push({ name: 'purpose', value: { stringValue: purpose } })
  }

  const by = column === 'town' ? 'town' : 'amount'
  const order = direction === 'asc' ? 'ASC' : 'DESC'
  const sql = `SELECT town, sum(amount) AS amount FROM donation WHERE ${where} GROUP BY town ORDER BY ${by} ${order}`
  const { formattedRecords } = await rds.send(new ExecuteStatementCommand({ resourceArn, secretArn, database: 'donations', sql, parameters, formatRecordsAs: 'JSON' }))
  return { rows: rowsOf(formattedRecords) }
}
