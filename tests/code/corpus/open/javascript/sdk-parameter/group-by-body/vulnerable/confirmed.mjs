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
  const { group } = event.request.clientMetadata ?? {};
  if (GROUPS.has(domainOf(email))) {
    await cognito.send(
      new AdminAddUserToGroupCommand({ // FAULT sdk-parameter
        UserPoolId: event.userPoolId,
        Username: event.userName,
        GroupName: group ?? GROUPS.get(domainOf(email)),
      }),
    );
  }
  return event;
};
