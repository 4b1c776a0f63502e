const { SSMClient, SendCommandCommand } = require('@aws-sdk/client-ssm');

const ssm = new SSMClient({});

const CACHES = ['pages', 'pictures', 'feeds'];

/** Editors empty a cache; the editorial system, which they write into, puts an event on the bus. */
exports.handler = async ({ detail }) => {
  const cache = CACHES.find((name) => name === detail.cache);
  if (!cache) throw new Error('no such cache');
  const { Command } = await ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:Role', Values: ['web'] }],
      Parameters: { commands: [`find /var/cache/${cache} -type f -delete`] },
    }),
  );
  return { id: Command.CommandId };
};
