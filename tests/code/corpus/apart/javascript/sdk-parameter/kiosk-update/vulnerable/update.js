const { SSMClient, SendCommandCommand } = require('@aws-sdk/client-ssm');

const ssm = new SSMClient({});

const scripts = {
  update: (version) => [
    'set -e',
    `curl --fail --silent --output /opt/kiosk/next.tgz https://releases.example.com/kiosk-${version}.tgz`,
    'tar -C /opt/kiosk/next -xzf /opt/kiosk/next.tgz',
    'systemctl restart kiosk',
  ],
  restart: () => ['systemctl restart kiosk'],
};

exports.handler = async (event) => {
  const { kiosk, action, version } = JSON.parse(event.body);
  if (!Object.hasOwn(scripts, action)) {
    return { statusCode: 400, body: JSON.stringify({ error: 'unknown action' }) };
  }

  const { Command } = await ssm.send(
    new SendCommandCommand({ // FAULT sdk-parameter
      DocumentName: 'AWS-RunShellScript',
      Targets: [{ Key: 'tag:Kiosk', Values: [String(Number(kiosk))] }],
      Parameters: { commands: scripts[action](version) },
      TimeoutSeconds: 60,
    }),
  );
  return { statusCode: 202, body: JSON.stringify({ command: Command.CommandId }) };
};
