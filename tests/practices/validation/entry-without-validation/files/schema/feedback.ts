import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { z } from "zod";

const client = new SQSClient({});
const Feedback = z.object({ stars: z.number().int(), text: z.string().max(2000) });

export const handler = async (event: { body: string }) => {
  const feedback = Feedback.parse(JSON.parse(event.body));
  const MessageBody = JSON.stringify(feedback);
  await client.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody }));
  return { statusCode: 202 };
};
