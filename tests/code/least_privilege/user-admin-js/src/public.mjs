import { CognitoIdentityProviderClient, InitiateAuthCommand, SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";

const cognito = new CognitoIdentityProviderClient();
const ClientId = process.env.CLIENT;

export const signUp = async (event) => {
  const { name, password } = JSON.parse(event.body);
  await cognito.send(new SignUpCommand({ ClientId, Username: name, Password: password }));
  const answer = await cognito.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: name, PASSWORD: password },
    }),
  );
  return { statusCode: 200, body: JSON.stringify(answer.AuthenticationResult ?? {}) };
};
