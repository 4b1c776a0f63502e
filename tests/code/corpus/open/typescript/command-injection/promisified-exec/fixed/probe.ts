import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { SNSEvent } from 'aws-lambda';

const run = promisify(execFile);
const cloudwatch = new CloudWatch({});

interface Probe {
  host: string;
  port: number;
}

async function daysLeft({ host, port }: Probe): Promise<number> {
  const { stdout } = await run('sslscan', ['--no-colour', '--show-certificate', '--', `${host}:${Number(port)}`]);
  const line = stdout.split('\n').find((text) => text.includes('Not valid after')) ?? '';
  const until = Date.parse(line.slice(line.indexOf(':') + 1));
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
