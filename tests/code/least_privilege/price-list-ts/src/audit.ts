import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

export const audit = async (text: string, client = new SQSClient({})): Promise<void> => {
  await client.send(new SendMessageCommand({ QueueUrl: process.env.AUDIT, MessageBody: text }));
};
