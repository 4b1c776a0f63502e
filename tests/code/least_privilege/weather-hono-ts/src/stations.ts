import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { FirehoseClient, PutRecordCommand } from "@aws-sdk/client-firehose";
import { BatchGetCommand, DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Hono } from "hono";

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const firehose = new FirehoseClient({});
const Readings = process.env.READINGS ?? "";

export const stations = new Hono()
  .post("/:station", async (c) => {
    const reading = await c.req.json<{ time: number; degrees: number }>();
    await db.send(new PutCommand({ TableName: Readings, Item: { station: c.req.param("station"), ...reading } }));
    const Data = Buffer.from(`${JSON.stringify(reading)}\n`);
    await firehose.send(new PutRecordCommand({ DeliveryStreamName: "raw-weather", Record: { Data } }));
    return c.body(null, 204);
  })
  .get("/:station/:times", async (c) => {
    const { station, times } = c.req.param();
    const Keys = times.split(",").map((time) => ({ station, time: Number(time) }));
    const { Responses } = await db.send(new BatchGetCommand({ RequestItems: { [Readings]: { Keys } } }));
    return c.json(Responses?.[Readings] ?? []);
  });
