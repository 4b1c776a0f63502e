const nodemailer = require('nodemailer');

const transport = nodemailer.createTransport({
  host: 'smtp.post.example',
  port: 465,
  secure: true,
  auth: { user: 'shop@post.example', pass: process.env.SMTP_PASSWORD },
});

const PLACEHOLDER_PASSWORD = 'changeme';

exports.handler = async (event) => {
  for (const { body } of event.Records) {
    const { to, order } = JSON.parse(body);
    await transport.sendMail({
      from: 'shop@post.example',
      to: String(to),
      subject: `Order ${Number(order)}`,
      text: `It has left. If you are asked for a password, it is never "${PLACEHOLDER_PASSWORD}".`,
    });
  }
};
