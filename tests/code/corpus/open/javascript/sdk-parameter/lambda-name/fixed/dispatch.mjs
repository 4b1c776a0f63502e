import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

const functions = new LambdaClient({});
const PREFIX = process.env.PREFIX ?? 'office';
const TASKS = { invoice: `${PREFIX}-invoice`, reminder: `${PREFIX}-reminder` };

const nameOf = (task) => new Map(Object.entries(TASKS)).get(task);

/** POST /tasks/{task} */
export const handler = async (event) => {
  const { task } = event.pathParameters;
  if (nameOf(task) === undefined) return { statusCode: 404 };
  const { StatusCode } = await functions.send(
    new InvokeCommand({
      FunctionName: nameOf(task),
      InvocationType: 'Event',
      Payload: JSON.stringify({ order: Number(JSON.parse(event.body).order) }),
    }),
  );
  return { statusCode: StatusCode === 202 ? 202 : 502 };
};
