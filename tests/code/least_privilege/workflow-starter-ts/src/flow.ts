import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from "aws-lambda";

const sfn = new SFNClient({});

export const start = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const command = new StartExecutionCommand({ stateMachineArn: process.env.FLOW_ARN!, input: event.body });
  const { executionArn } = await sfn.send(command);
  return { statusCode: 202, body: JSON.stringify({ id: executionArn?.split(":").pop() }) };
};

export const status = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const executionArn = `${process.env.PREFIX}:${event.pathParameters?.id}`;
  const found = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  return { statusCode: 200, body: JSON.stringify({ status: found.status }) };
};
