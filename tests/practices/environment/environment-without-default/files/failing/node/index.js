const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

const sqs = new SQSClient({});
const limits = JSON.parse(process.env.LIMITS); // violated

exports.handler = async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: String(limits.free) })); // violated
};
