import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";

const bus = new EventBridgeClient({ maxAttempts: 5 });

const entry = (record: DynamoDBRecord): PutEventsRequestEntry => ({
  Source: "accounts",
  DetailType: record.eventName ?? "CHANGE",
  Detail: JSON.stringify(unmarshall((record.dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>)),
});

export async function handler(event: DynamoDBStreamEvent): Promise<void> {
  for (let start = 0; start < event.Records.length; start += 10) {
    const Entries = event.Records.slice(start, start + 10).map(entry);
    const answer = await bus.send(new PutEventsCommand({ Entries }));
    if (answer.FailedEntryCount) throw new Error(`${answer.FailedEntryCount} entries failed`);
  }
}
