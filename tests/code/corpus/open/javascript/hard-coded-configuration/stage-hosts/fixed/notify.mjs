import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient({});

const topic = () => process.env.ALERTS_TOPIC;

const LEVELS = ['info', 'warning', 'alarm'];

async function tell(level, text) {
  await sns.send(
    new PublishCommand({
      TopicArn: topic(),
      Subject: `Shop: ${level}`,
      Message: text.slice(0, 1000),
    }),
  );
}

export const handler = async (event) => {
  for (const { Sns } of event.Records) {
    const { level, text } = JSON.parse(Sns.Message);
    if (LEVELS.indexOf(level) > 0) await tell(LEVELS[LEVELS.indexOf(level)], String(text));
  }
};
