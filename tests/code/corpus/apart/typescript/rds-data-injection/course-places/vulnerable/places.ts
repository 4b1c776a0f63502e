import { ExecuteStatementCommand, RDSDataClient, type SqlParameter } from '@aws-sdk/client-rds-data';
import type { PostConfirmationTriggerHandler } from 'aws-lambda';

const client = new RDSDataClient({});

type Run = (sql: string, parameters?: SqlParameter[]) => Promise<number>;

const database = (name: string): Run => async (sql, parameters) => {
  const done = await client.send(
    new ExecuteStatementCommand({ // FAULT rds-data-injection
      resourceArn: process.env.CLUSTER_ARN,
      secretArn: process.env.SECRET_ARN,
      database: name,
      sql,
      parameters,
    }),
  );
  return done.numberOfRecordsUpdated ?? 0;
};

const run = database('courses');

/** Whoever signs up with a course code in hand has a place in that course at once. */
export const handler: PostConfirmationTriggerHandler = async (event) => {
  const code = event.request.clientMetadata?.course;
  if (code && event.triggerSource === 'PostConfirmation_ConfirmSignUp') {
    const updated = await run(`UPDATE course SET places = places - 1 WHERE code = '${code}' AND places > 0`);
    if (updated === 1) {
      await run('INSERT INTO enrolment (person, at) VALUES (:person, now())', [
        { name: 'person', value: { stringValue: event.request.userAttributes.sub } },
      ]);
    }
  }
  return event;
};
