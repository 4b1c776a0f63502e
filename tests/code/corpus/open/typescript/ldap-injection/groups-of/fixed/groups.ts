import type { PreTokenGenerationTriggerEvent } from 'aws-lambda';
import ldap from 'ldapjs';
import { escaped } from './escaped';

const BASE = 'ou=groups,dc=school,dc=example';

function groupsOf(user: string): Promise<string[]> {
  const client = ldap.createClient({ url: process.env.LDAP_URL ?? '' });
  const names: string[] = [];
  return new Promise((resolve, reject) => {
    client.search(BASE, { scope: 'one', filter: `(memberUid=${escaped(user)})`, attributes: ['cn'] }, (error, found) => {
      if (error) return reject(error);
      found.on('searchEntry', (entry) => names.push(String(entry.attributes[0]?.values[0])));
      found.on('error', reject);
      return found.on('end', () => resolve(names));
    });
  });
}

export const handler = async (event: PreTokenGenerationTriggerEvent) => {
  const user = event.request.userAttributes['custom:login'];
  const groupsToOverride = await groupsOf(user);
  event.response = { claimsOverrideDetails: { groupOverrideDetails: { groupsToOverride } } };
  return event;
};
