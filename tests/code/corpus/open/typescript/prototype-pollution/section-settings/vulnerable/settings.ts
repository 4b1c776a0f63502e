import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';

type Section = Record<string, string | number | boolean>;

interface Change {
  section: string;
  name: string;
  value: string | number | boolean;
}

const SECTIONS = ['display', 'mail', 'privacy'];

class Settings {
  private readonly sections: Record<string, Section> = { display: {}, mail: {}, privacy: {} };

  constructor(stored: Record<string, Section> = {}) {
    for (const name of SECTIONS) Object.assign(this.sections[name], stored[name]);
  }

  set({ section, name, value }: Change): void {
    const target = this.sections[section];
    if (target === undefined) throw new RangeError('no such section');
    target[name] = value; // FAULT prototype-pollution
  }

  get all(): Record<string, Section> {
    return this.sections;
  }
}

const documents = DynamoDBDocument.from(new DynamoDB({}));
const TableName = process.env.SETTINGS_TABLE;

/** PATCH /settings/{user} */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  const user = event.pathParameters?.user;
  const changes = JSON.parse(event.body ?? '[]') as Change[];
  const { Item } = await documents.get({ TableName, Key: { user } });
  const settings = new Settings(Item?.sections);
  try {
    changes.forEach((change) => settings.set(change));
  } catch {
    return { statusCode: 422 };
  }
  await documents.put({ TableName, Item: { user, sections: settings.all } });
  return { statusCode: 200, body: JSON.stringify(settings.all) };
};
