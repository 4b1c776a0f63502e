import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";

interface Change {
  detail: { article: string; count: number };
}

const client = new RDSDataClient({});
const database = { resourceArn: process.env.CLUSTER, secretArn: process.env.SECRET, database: "shop" };

export const handler = async (event: Change): Promise<void> => {
  const { article, count } = event.detail;
  const sql = `UPDATE stock SET count = ${Number(count)} WHERE article = '${article}'`;
  await client.send(new ExecuteStatementCommand({ ...database, sql })); // violated
};
