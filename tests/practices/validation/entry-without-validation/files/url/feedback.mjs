import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const client = new SQSClient({});

export const handler = async (event) => {
  const MessageBody = event.body; // violated
  await client.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody }));
  return { statusCode: 202 };
};
