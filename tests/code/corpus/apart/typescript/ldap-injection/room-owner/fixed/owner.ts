import type { EventBridgeEvent } from 'aws-lambda';
import { Client } from 'ldapts';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';

interface Alarm {
  room: string;
  kind: 'heat' | 'water';
}

/** RFC 4515: what means something in a filter is written as a backslash and two hexadecimal digits. */
const literal = (text: string): string =>
  text.replace(/[\\*()\0]/g, (sign) => '\\' + sign.charCodeAt(0).toString(16).padStart(2, '0'));

class Directory {
  private readonly client = new Client({ url: process.env.LDAPS_URL ?? 'ldaps://ldap.example.com', timeout: 3000 });

  async mobileOf(room: string): Promise<string | undefined> {
    await this.client.bind(process.env.LDAP_USER ?? '', process.env.LDAP_PASSWORD ?? '');
    try {
      const filter = `(&(objectClass=person)(roomNumber=${literal(room)})(mobile=*))`;
      const { searchEntries } = await this.client.search('ou=people,dc=example,dc=com', { filter, attributes: ['mobile'] });
      return searchEntries[0]?.mobile as string | undefined;
    } finally {
      await this.client.unbind();
    }
  }
}

const directory = new Directory();
const sns = new SNSClient({});

export const handler = async ({ detail }: EventBridgeEvent<'RoomAlarm', Alarm>): Promise<void> => {
  const PhoneNumber = await directory.mobileOf(detail.room);
  if (PhoneNumber) {
    const Message = detail.kind === 'heat' ? 'Your room is hot.' : 'Your room is wet.';
    await sns.send(new PublishCommand({ PhoneNumber, Message }));
  }
};
