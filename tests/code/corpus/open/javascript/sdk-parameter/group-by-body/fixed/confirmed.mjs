import { AdminAddUserToGroupCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

const cognito = new CognitoIdentityProviderClient({});

const GROUPS = new Map([
  ['school.example', 'teachers'],
  ['pupils.school.example', 'pupils'],
]);

const domainOf = (mail) => mail.slice(mail.lastIndexOf('@') + 1).toLowerCase();

/** Post confirmation: who comes from the school gets into the group of the school. */
export const handler = async (event) => {
  if (event.triggerSource !== 'PostConfirmation_ConfirmSignUp') return event;

  const { email } = event.request.userAttributes;
  if (GROUPS.has(domainOf(email))) {
    await cognito.send(
      new AdminAddUserToGroupCommand({
        UserPoolId: event.userPoolId,
        Username: event.userName,
        GroupName: GROUPS.get(domainOf(email)),
      }),
    );
  }
  return event;
};
