import middy from "@middy/core";
import secretsManager from "@middy/secrets-manager";
import ssm from "@middy/ssm";
import { SendTemplatedEmailCommand, SESClient } from "@aws-sdk/client-ses";

const ses = new SESClient({ region: "eu-west-1" });

const send = async (event, context) => {
  for (const record of event.Records) {
    const { to, name } = JSON.parse(record.body);
    await ses.send(
      new SendTemplatedEmailCommand({
        Source: context.sender,
        Template: "welcome",
        TemplateData: JSON.stringify({ name }),
        Destination: { ToAddresses: [to] },
      }),
    );
  }
};

export const handler = middy(send)
  .use(ssm({ fetchData: { sender: "/mail/sender" }, setToContext: true }))
  .use(secretsManager({ fetchData: { smtp: "mail/smtp" }, setToContext: true }));
