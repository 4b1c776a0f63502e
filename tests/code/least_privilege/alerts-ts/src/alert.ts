import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { EventBridgeEvent } from "aws-lambda";

type Detail = { level: "urgent" | "later"; text: string };

const clients = { sns: new SNSClient({}), sqs: new SQSClient({}), ssm: new SSMClient({}) } as const;

const routes: Record<Detail["level"], (text: string) => Promise<unknown>> = {
  urgent: (Message) => clients.sns.send(new PublishCommand({ TopicArn: process.env.URGENT, Message })),
  later: (MessageBody) => clients.sqs.send(new SendMessageCommand({ QueueUrl: process.env.LATER, MessageBody })),
};

export async function handler({ detail }: EventBridgeEvent<"Alert", Detail>): Promise<void> {
  const duty = await clients.ssm.send(new GetParameterCommand({ Name: process.env.DUTY }));
  await routes[detail.level](`${duty.Parameter?.Value}: ${detail.text}`);
}
