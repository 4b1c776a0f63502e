import { AppConfigData } from '@aws-sdk/client-appconfigdata';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const { FLAGS, STAGE = 'dev' } = process.env;
const always = new Set(FLAGS!.split(',')); // FAULT environment-without-default

const data = new AppConfigData({});
let token: string | undefined;

async function configured(): Promise<Record<string, boolean>> {
  if (token === undefined) {
    const session = await data.startConfigurationSession({
      ApplicationIdentifier: 'shop',
      EnvironmentIdentifier: STAGE,
      ConfigurationProfileIdentifier: 'flags',
    });
    token = session.InitialConfigurationToken;
  }
  const { Configuration, NextPollConfigurationToken } = await data.getLatestConfiguration({ ConfigurationToken: token });
  token = NextPollConfigurationToken;
  return JSON.parse(Configuration?.transformToString() || '{}') as Record<string, boolean>;
}

export const handler = async (event: APIGatewayProxyEventV2) => {
  const flags = await configured();
  const name = event.pathParameters?.flag ?? '';
  const on = always.has(name) || (Object.hasOwn(flags, name) && flags[name]);
  return { statusCode: 200, body: JSON.stringify({ on }) };
};
