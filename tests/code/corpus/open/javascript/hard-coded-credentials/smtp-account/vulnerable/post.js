const nodemailer = require('nodemailer');

const transport = nodemailer.createTransport({
  host: 'smtp.post.example',
  port: 465,
  secure: true,
  auth: { user: 'shop@post.example', pass: 'Wq7-lantern-0452-otter' }, // FAULT hard-coded-credentials
});

const PLACEHOLDER_PASSWORD = 'changeme';

exports.handler = async (event) => {
  for (const { body } of event.Records) {
    const { order } = JSON.parse(body);
    await transport.sendMail({
      from: 'shop@post.example',
      to: 'shipping@post.example',
      subject: `Order ${Number(order)}`,
      text: `Pack it. If the terminal asks for a password, it isn't "${PLACEHOLDER_PASSWORD}" any more.`,
    });
  }
};
