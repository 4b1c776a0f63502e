import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { queueClient } from "./clients";

export default async function announce(move: object): Promise<void> {
  const QueueUrl = process.env.EVENTS_QUEUE_URL;
  await queueClient().send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(move) }));
}
