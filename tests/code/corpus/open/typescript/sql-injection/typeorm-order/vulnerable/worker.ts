import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { archive } from './archive';

interface Request {
  shop: string;
  state: string;
  before: string;
}

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { body, messageId } of event.Records) {
    const request = JSON.parse(body) as Request;
    try {
      await archive(request.shop, request.state, new Date(request.before));
    } catch {
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};
