import {
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";

const cognito = new CognitoIdentityProviderClient();

export const disable = async (event) => {
  const user = { UserPoolId: process.env.POOL, Username: event.pathParameters.name };
  await Promise.all([
    cognito.send(new AdminDisableUserCommand(user)),
    cognito.send(new AdminUserGlobalSignOutCommand(user)),
  ]);
  return { statusCode: 204 };
};
