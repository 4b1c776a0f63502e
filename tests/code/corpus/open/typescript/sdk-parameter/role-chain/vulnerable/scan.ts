import type { SQSEvent } from 'aws-lambda';
import { EC2 } from '@aws-sdk/client-ec2';
import { credentialsFor } from './credentials';

export const handler = async (event: SQSEvent): Promise<void> => {
  for (const { body } of event.Records) {
    const { role, region } = JSON.parse(body) as { role: string; region: string };
    const ec2 = new EC2({ region: region === 'us' ? 'us-east-1' : 'eu-central-1', credentials: await credentialsFor(role) });
    const { Volumes = [] } = await ec2.describeVolumes({ Filters: [{ Name: 'status', Values: ['available'] }] });
    console.log(JSON.stringify({ unused: Volumes.length }));
  }
};
