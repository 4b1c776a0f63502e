import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const sts = new STSClient({});
const ROLES = (process.env.ROLES ?? '').split(',');

/** Keys of another account, for a quarter of an hour. */
export async function credentialsFor(role: string) {
  if (!ROLES.includes(role)) throw new Error('a role that nobody registered');
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'volumes', DurationSeconds: 900 }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
}
