const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const { SNSClient, PublishCommand } = require("@aws-sdk/client-sns");
const { render } = require("./render");

const s3 = new S3Client({});
const sns = new SNSClient({});

exports.handler = async (event) => {
  for (const { body } of event.Records) {
    const order = JSON.parse(body);
    const Key = `invoices/${order.id}.html`;
    await s3.send(
      new PutObjectCommand({ Bucket: process.env.BUCKET, Key, Body: render(order), ContentType: "text/html" }),
    );
    const note = { TopicArn: process.env.TOPIC_ARN, Subject: "Invoice", Message: JSON.stringify({ Key }) };
    await sns.send(new PublishCommand(note));
  }
};
