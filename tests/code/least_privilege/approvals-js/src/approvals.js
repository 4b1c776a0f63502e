const { SFNClient, SendTaskFailureCommand, SendTaskSuccessCommand } = require("@aws-sdk/client-sfn");
const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");

const sfn = new SFNClient({});

exports.ask = async ({ token }) => {
  const sns = new SNSClient({});
  const link = `https://example.com/decisions?token=${encodeURIComponent(token)}`;
  await sns.send(new PublishCommand({ TopicArn: process.env.APPROVERS, Message: link }));
};

exports.decide = async ({ queryStringParameters: { token: taskToken, answer } }) => {
  const command =
    answer === "yes"
      ? new SendTaskSuccessCommand({ taskToken, output: "{}" })
      : new SendTaskFailureCommand({ taskToken, error: "Denied" });
  await sfn.send(command);
  return { statusCode: 200, body: "Thank you" };
};
