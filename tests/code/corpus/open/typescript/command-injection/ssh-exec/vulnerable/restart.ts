import type { EventBridgeEvent } from 'aws-lambda';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { Client } from 'ssh2';

interface Wish {
  unit: string;
  reason: string;
}

const secrets = new SecretsManager({});

class Shell {
  private readonly client = new Client();

  async open(host: string): Promise<this> {
    const { SecretString } = await secrets.getSecretValue({ SecretId: process.env.KEY_ARN });
    await new Promise<void>((resolve, reject) => {
      this.client
        .on('ready', () => resolve())
        .on('error', reject)
        .connect({ host, username: 'ops', privateKey: SecretString, hostVerifier: (key: Buffer) => key.toString('base64') === process.env.HOST_KEY });
    });
    return this;
  }

  run(line: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.client.exec(line, (error, stream) => { // FAULT command-injection
        if (error) return reject(error);
        return stream.on('close', (code: number) => resolve(code)).resume();
      });
    });
  }

  close(): void {
    this.client.end();
  }
}

export const handler = async ({ detail }: EventBridgeEvent<'Restart', Wish>): Promise<number> => {
  const unit = detail.unit.replace(/\.service$/, '');
  const shell = await new Shell().open(process.env.HOST ?? '');
  try {
    return await shell.run(`sudo systemctl restart ${unit}`);
  } finally {
    shell.close();
  }
};
