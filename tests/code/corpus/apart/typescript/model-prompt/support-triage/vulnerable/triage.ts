import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SNSHandler } from 'aws-lambda';

interface Mail {
  id: string;
  subject: string;
  text: string;
  attachments: number;
}

class Triage {
  private readonly bedrock = new BedrockRuntimeClient({});

  private prompt(mail: Mail): string {
    return [
      'You sort the mail of a power company. Reply with one of: outage, bill, move, other.',
      'Outages always come first.',
      `Subject: ${mail.subject}`,
      mail.text,
    ].join('\n');
  }

  async of(mail: Mail): Promise<string> {
    const body = { prompt: this.prompt(mail), max_gen_len: 8, temperature: 0 };
    const answer = await this.bedrock.send(new InvokeModelCommand({ modelId: process.env.MODEL_ID, body: JSON.stringify(body) })); // FAULT model-prompt
    const { generation } = JSON.parse(new TextDecoder().decode(answer.body));
    return ['outage', 'bill', 'move'].find((queue) => generation.includes(queue)) ?? 'other';
  }
}

const triage = new Triage();
const sqs = new SQSClient({});

export const handler: SNSHandler = async ({ Records }) => {
  for (const { Sns } of Records) {
    const mail = JSON.parse(Sns.Message) as Mail;
    const queue = await triage.of(mail);
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env[`QUEUE_${queue.toUpperCase()}`], MessageBody: Sns.Message }));
  }
};
