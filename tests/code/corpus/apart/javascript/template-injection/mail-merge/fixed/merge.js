const Handlebars = require('handlebars');
const { SQSClient, SendMessageBatchCommand } = require('@aws-sdk/client-sqs');

const sqs = new SQSClient({});

Handlebars.registerHelper('money', (cents) => (cents / 100).toFixed(2));

const WORDINGS = {
  friendly: 'Dear {{first}}, may we remind you of {{money cents}} CHF?',
  firm: 'Dear {{first}} {{last}}, you owe us {{money cents}} CHF.',
};

function letters(wording, people) {
  const text = wording === 'friendly' ? WORDINGS.friendly : WORDINGS.firm;
  const template = Handlebars.compile(text, { noEscape: true });
  return people.map((person) => template(person));
}

/** Rows of the office's spreadsheet: some have their amount in francs. */
function cleaned({ first = '', last = '', cents, francs }) {
  return { first: first.trim(), last: last.trim(), cents: Number(cents ?? francs * 100) };
}

exports.handler = async ({ Records }) => {
  for (const { messageId, body } of Records) {
    const job = JSON.parse(body);
    const texts = letters(job.wording, job.people.slice(0, 10).map(cleaned));
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: process.env.LETTERS_URL,
        Entries: texts.map((text, i) => ({ Id: `${messageId}-${i}`, MessageBody: text })),
      }),
    );
  }
};
