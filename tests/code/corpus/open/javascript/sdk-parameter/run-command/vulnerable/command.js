const { SSMClient, SendCommandCommand } = require('@aws-sdk/client-ssm');

const ssm = new SSMClient({});


/** Editors empty a cache; the editorial system, which they write into, puts an event on the bus. */
exports.handler = async ({ detail }) => {
  const { cache } = detail;
  const { Command } = await ssm.send(
    new SendCommandCommand({ // FAULT sdk-parameter
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:Role', Values: ['web'] }],
      Parameters: { commands: [`find /var/cache/${cache} -type f -delete`] },
    }),
  );
  return { id: Command.CommandId };
};
