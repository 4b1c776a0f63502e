import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";

let dynamo: DynamoDBClient | undefined;
let queue: SQSClient | undefined;

export const dynamoClient = (): DynamoDBClient => (dynamo ??= new DynamoDBClient({}));
export const queueClient = (): SQSClient => (queue ??= new SQSClient({}));
