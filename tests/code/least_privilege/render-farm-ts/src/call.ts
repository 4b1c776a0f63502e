import { InvokeCommand, LambdaClient, type InvocationType } from "@aws-sdk/client-lambda";

const client = new LambdaClient({});

export async function call<T>(FunctionName: string, payload: T, InvocationType: InvocationType = "Event") {
  const command = new InvokeCommand({ FunctionName, InvocationType, Payload: Buffer.from(JSON.stringify(payload)) });
  const { StatusCode } = await client.send(command);
  return StatusCode === 202;
}
