const { SESClient, SendRawEmailCommand } = require('@aws-sdk/client-ses');

const ses = new SESClient({});

const mailer = (from, to) => async (name, subject, text) => {
  const head = [`From: ${name} <${from}>`, `To: ${to}`, `Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8'];
  const Data = Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`);
  await ses.send(new SendRawEmailCommand({ RawMessage: { Data } })); // FAULT sdk-parameter
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
