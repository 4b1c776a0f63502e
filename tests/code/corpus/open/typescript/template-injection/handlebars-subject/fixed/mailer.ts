import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { SQSEvent } from 'aws-lambda';
import Handlebars from 'handlebars';

interface Job {
  to: string;
  title: string;
  items: string[];
}

class Mail {
  private readonly render: HandlebarsTemplateDelegate<Job>;

  constructor(private readonly job: Job) {
    const source = `{{title}}\n{{#each items}}\n- {{this}}\n{{/each}}\nSee you!`;
    this.render = Handlebars.compile(source, { noEscape: true });
  }

  get text(): string {
    return this.render(this.job);
  }
}

const ses = new SESv2Client({});

export const handler = async (event: SQSEvent): Promise<void> => {
  for (const record of event.Records) {
    const job = JSON.parse(record.body) as Job;
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: process.env.SENDER,
        Destination: { ToAddresses: [process.env.OFFICE ?? ''] },
        Content: { Simple: { Subject: { Data: 'Your list' }, Body: { Text: { Data: new Mail(job).text } } } },
      }),
    );
  }
};
