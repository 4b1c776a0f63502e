const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');

const sqs = new SQSClient({});

exports.handler = async (event, context) => {
  console.log('event:', JSON.stringify(event, null, 2)); // FAULT event-in-log
  const { card, cents } = JSON.parse(event.body);
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: process.env.PAYMENTS_QUEUE,
      MessageBody: JSON.stringify({ card, cents: Number(cents), id: context.awsRequestId }),
    }),
  );
  return { statusCode: 202, body: JSON.stringify({ id: context.awsRequestId }) };
};
