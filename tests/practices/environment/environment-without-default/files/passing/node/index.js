const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

const sqs = new SQSClient({});
const limits = JSON.parse(process.env.LIMITS ?? '{"free":10}');

exports.handler = async () => {
  if (!process.env.QUEUE) return;
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: String(limits.free) }));
};
