import vm from 'node:vm';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const sqs = new SQSClient({});

class Rule {
  constructor(source) {
    this.source = source;
  }

  holds(order) {
    const context = vm.createContext({ order });
    return vm.runInContext(this.source, context, { timeout: 100 }) === true; // FAULT code-injection
  }
}

export const handler = async ({ Records }) => {
  for (const { body } of Records) {
    const { rule, order } = JSON.parse(body);
    if (new Rule(rule).holds(order)) {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: process.env.REVIEW_QUEUE, MessageBody: JSON.stringify({ order: order.id }) }),
      );
    }
  }
};
