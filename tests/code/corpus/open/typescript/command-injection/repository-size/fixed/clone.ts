import type { SQSEvent } from 'aws-lambda';
import { Git } from './git';

const ADDRESS = /^https:\/\/git\.example\/[\w-]+\/[\w-]+$/;

export const handler = async (event: SQSEvent): Promise<void> => {
  const git = new Git('/tmp');
  for (const { body } of event.Records) {
    const { address, branch } = JSON.parse(body) as { address: string; branch: string };
    if (!ADDRESS.test(address)) continue;
    const files = git.clone(address, branch).files();
    console.log(JSON.stringify({ files }));
  }
};
