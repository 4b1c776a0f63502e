import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

const functions = new LambdaClient({});
const PREFIX = process.env.PREFIX ?? 'office';

const nameOf = (task) => `${PREFIX}-${task}`;

/** POST /tasks/{task} */
export const handler = async (event) => {
  const { task } = event.pathParameters;
  const { StatusCode } = await functions.send(
    new InvokeCommand({ // FAULT sdk-parameter
      FunctionName: nameOf(task),
      InvocationType: 'Event',
      Payload: JSON.stringify({ order: Number(JSON.parse(event.body).order) }),
    }),
  );
  return { statusCode: StatusCode === 202 ? 202 : 502 };
};
