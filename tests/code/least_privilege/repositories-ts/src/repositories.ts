import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";

const shared = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });

abstract class Repository<T extends { id: string }> {
  protected abstract readonly table: string;
  protected readonly client = shared;

  async load(id: string): Promise<T | undefined> {
    const answer = await this.client.send(new GetCommand({ TableName: this.table, Key: { id } }));
    return answer.Item as T | undefined;
  }

  async save(item: T): Promise<void> {
    await this.client.send(new PutCommand({ TableName: this.table, Item: item }));
  }

  async remove(id: string): Promise<void> {
    await this.client.send(new DeleteCommand({ TableName: this.table, Key: { id } }));
  }
}

export interface Team {
  id: string;
  name: string;
}

export class TeamRepository extends Repository<Team> {
  protected readonly table = process.env.TEAMS!;

  async rename(id: string, name: string): Promise<void> {
    await this.client.send(
      new UpdateCommand({
        TableName: this.table,
        Key: { id },
        UpdateExpression: "SET #n = :n",
        ExpressionAttributeNames: { "#n": "name" },
        ExpressionAttributeValues: { ":n": name },
      }),
    );
  }
}

export class MatchRepository extends Repository<{ id: string; home: string; away: string }> {
  protected readonly table = process.env.MATCHES!;
}
