import * as dynamodb from "@aws-sdk/client-dynamodb";
import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";

const kinesis = new KinesisClient({});
const client = new dynamodb.DynamoDBClient({});

async function command(name, input) {
  return client.send(new dynamodb[`${name}Command`](input));
}

export const handler = async (event) => {
  for (const record of event.Records) {
    const task = JSON.parse(record.body);
    const module = await import(`./tasks/${task.module}.mjs`);
    const input = await module.prepare(task);
    await command(task.command, input);
    if (task.rule) new Function("task", task.rule)(task);
    await kinesis.send(
      new PutRecordCommand({ StreamName: process.env.AUDIT, PartitionKey: task.id, Data: Buffer.from(record.body) }),
    );
  }
};
