import { restored } from './documents.mjs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

const table = DynamoDBDocument.from(new DynamoDBClient({}));

export const handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { body, messageId } of Records) {
    const document = restored(body);
    if (document === null) {
      batchItemFailures.push({ itemIdentifier: messageId });
      continue;
    }
    await table.put({ TableName: process.env.DOCUMENTS_TABLE, Item: { id: messageId, words: document.words } });
  }
  return { batchItemFailures };
};
