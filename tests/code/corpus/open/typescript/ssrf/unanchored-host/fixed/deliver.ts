import axios from 'axios';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

const client = axios.create({ timeout: 4000, maxRedirects: 0, headers: { 'User-Agent': 'deliveries/1' } });
const HOOK = /^https:\/\/hooks\.partner\.example\/[\w\/-]*$/;

interface Delivery {
  hook: string;
  parcel: string;
  state: 'sent' | 'delivered';
}

async function deliver({ hook, parcel, state }: Delivery): Promise<void> {
  if (!HOOK.test(hook)) throw new Error('not a hook of a partner');
  await client.post(hook, { parcel, state });
}

export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const results = await Promise.allSettled(event.Records.map(({ body }) => deliver(JSON.parse(body))));
  const batchItemFailures = event.Records.filter((_, index) => results[index].status === 'rejected').map(
    ({ messageId }) => ({ itemIdentifier: messageId }),
  );
  return { batchItemFailures };
};
