import { S3Client, GetObjectCommand, DeleteObjectCommand } from "@aws-sdk/client-s3";
import { PublishBatchCommand, SNSClient } from "@aws-sdk/client-sns";
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";

const sender = (client) => (command) => client.send(command);
const s3 = sender(new S3Client({}));
const sns = sender(new SNSClient({}));
const dynamodb = sender(new DynamoDBClient({}));

export const read = async (place) => (await s3(new GetObjectCommand(place))).Body.transformToString();
export const discard = (place) => s3(new DeleteObjectCommand(place));

export const tell = (entries) =>
  sns(new PublishBatchCommand({ TopicArn: process.env.READERS, PublishBatchRequestEntries: entries }));

export function mark(id, state) {
  return dynamodb(
    new UpdateItemCommand({
      TableName: process.env.ARTICLES,
      Key: { id: { S: id } },
      UpdateExpression: "SET #s = :s",
      ExpressionAttributeNames: { "#s": "state" },
      ExpressionAttributeValues: { ":s": { S: state } },
    }),
  );
}
