import {
  AppConfigDataClient,
  GetLatestConfigurationCommand,
  StartConfigurationSessionCommand,
} from "@aws-sdk/client-appconfigdata";

const client = new AppConfigDataClient({});
let token: string | undefined;
let flags: Record<string, { enabled: boolean }> = {};

async function refresh(): Promise<void> {
  if (!token) {
    const session = new StartConfigurationSessionCommand({
      ApplicationIdentifier: process.env.APPLICATION,
      EnvironmentIdentifier: process.env.ENVIRONMENT,
      ConfigurationProfileIdentifier: process.env.PROFILE,
    });
    token = (await client.send(session)).InitialConfigurationToken;
  }
  const latest = await client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token }));
  token = latest.NextPollConfigurationToken;
  if (latest.Configuration?.length) flags = JSON.parse(latest.Configuration.transformToString());
}

export const handler = async () => {
  await refresh();
  return Object.keys(flags).filter((name) => flags[name]?.enabled);
};
