import { setTimeout } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";

const athena = new AthenaClient({});

async function finished(QueryExecutionId: string | undefined): Promise<void> {
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    if (state === "SUCCEEDED") return;
    if (state !== "QUEUED" && state !== "RUNNING") throw new Error(`query ${state}`);
    await setTimeout(1000);
  }
}

export const handler = async (): Promise<string | undefined> => {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: "SELECT sum(amount) FROM sales.receipts",
      WorkGroup: process.env.WORKGROUP,
    }),
  );
  await finished(QueryExecutionId);
  const { ResultSet } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
  return ResultSet?.Rows?.[1]?.Data?.[0]?.VarCharValue;
};
