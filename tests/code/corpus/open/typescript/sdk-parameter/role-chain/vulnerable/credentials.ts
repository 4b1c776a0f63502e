import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const sts = new STSClient({});

/** Keys of another account, for a quarter of an hour. */
export async function credentialsFor(role: string) {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'volumes', DurationSeconds: 900 }), // FAULT sdk-parameter
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
}
