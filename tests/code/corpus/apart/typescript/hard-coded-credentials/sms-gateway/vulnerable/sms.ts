import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

class Gateway {
  private static readonly apiKey = 'gw7_Qm3xT0pLr9VbYc2Zk8Ne5HsJ'; // FAULT hard-coded-credentials
  private readonly url = 'https://sms.example.com/v1/messages';

  async send(to: string, text: string): Promise<void> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${Gateway.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ to, text }),
    });
    if (!response.ok) {
      throw new Error(`gateway: ${response.status}`);
    }
  }
}

const gateway = new Gateway();

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures = [];
  for (const { messageId, body } of event.Records) {
    try {
      const { to, text } = JSON.parse(body);
      await gateway.send(String(to), String(text).slice(0, 160));
    } catch {
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
