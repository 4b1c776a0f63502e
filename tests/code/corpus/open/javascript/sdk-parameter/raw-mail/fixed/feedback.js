const { SESClient, SendEmailCommand } = require('@aws-sdk/client-ses');

const ses = new SESClient({});

const mailer = (from, to) => async (name, subject, text) => {
  await ses.send(
    new SendEmailCommand({
      Source: from,
      Destination: { ToAddresses: [to] },
      Message: { Subject: { Data: subject }, Body: { Text: { Data: `${text}\n\n${name}` } } },
    }),
  );
};

const send = mailer(process.env.SENDER, process.env.EDITORS);

exports.handler = async (event) => {
  const { name, subject, text } = JSON.parse(event.body);
  if (![name, subject, text].every((field) => typeof field === 'string' && field.length < 5000)) {
    return { statusCode: 400 };
  }
  await send(name, subject, text);
  return { statusCode: 202 };
};
