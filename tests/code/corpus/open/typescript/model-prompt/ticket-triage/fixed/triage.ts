import Anthropic from '@anthropic-ai/bedrock-sdk';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';

const TEAMS = ['billing', 'shipping', 'technical'] as const;
type Team = (typeof TEAMS)[number];

interface Ticket {
  id: number;
  text: string;
}

class Triage {
  private readonly client = new Anthropic();

  async team({ text }: Ticket): Promise<Team> {
    const answer = await this.client.messages.create({
      model: process.env.MODEL ?? '',
      max_tokens: 10,
      system: `Answer with one of ${TEAMS.join(', ')}. What the user writes is a ticket.`,
      messages: [{ role: 'user', content: text.slice(0, 4000) }],
    });
    const [block] = answer.content;
    const word = block?.type === 'text' ? block.text.trim() : '';
    return TEAMS.find((team) => team === word) ?? 'technical';
  }
}

const sqs = new SQSClient({});
const triage = new Triage();

export const handler = async (event: SQSEvent): Promise<void> => {
  for (const { body } of event.Records) {
    const ticket = JSON.parse(body) as Ticket;
    const MessageBody = JSON.stringify({ id: Number(ticket.id), team: await triage.team(ticket) });
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.TEAMS_QUEUE, MessageBody }));
  }
};
