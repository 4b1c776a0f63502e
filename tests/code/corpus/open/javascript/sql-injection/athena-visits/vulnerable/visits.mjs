import { AthenaClient, StartQueryExecutionCommand } from '@aws-sdk/client-athena';

const athena = new AthenaClient({});

const statement = (site, day) =>
  'SELECT path, count(*) AS visits FROM visits ' + "WHERE site = '" + site + "' AND day = date '" + day + "' GROUP BY path";

async function start(text) {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({ // FAULT sql-injection
      QueryString: text,
      WorkGroup: process.env.WORKGROUP,
      QueryExecutionContext: { Database: 'web' },
    }),
  );
  return QueryExecutionId;
}


/** Site owners order a count; the portal puts the order on the bus. */
export const handler = async ({ detail }) => {
  const day = new Date(detail.day).toISOString().slice(0, 10);
  const runs = [];
  for (const site of detail.sites) {
    runs.push(start(statement(site, day)));
  }
  return { runs: await Promise.all(runs) };
};
