import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { SNSEvent } from 'aws-lambda';

const sh = promisify(exec);
const cloudwatch = new CloudWatch({});

interface Probe {
  host: string;
  port: number;
}

async function daysLeft({ host, port }: Probe): Promise<number> {
  const { stdout } = await sh(`sslscan --no-colour --show-certificate ${host}:${port} | grep 'Not valid after'`); // FAULT command-injection
  const until = Date.parse(stdout.slice(stdout.indexOf(':') + 1));
  return Math.floor((until - Date.now()) / 86_400_000);
}

export const handler = async (event: SNSEvent): Promise<void> => {
  const probes = event.Records.map((record) => JSON.parse(record.Sns.Message) as Probe);
  const days = await Promise.all(probes.map(daysLeft));
  await cloudwatch.putMetricData({
    Namespace: 'Certificates',
    MetricData: days.map((Value) => ({ MetricName: 'DaysLeft', Value, Unit: 'None' })),
  });
};
