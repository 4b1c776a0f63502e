import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";

export class Wallets {
  constructor(
    private readonly client: DynamoDBDocumentClient = DynamoDBDocumentClient.from(new DynamoDBClient({})),
    private readonly wallets = process.env.WALLETS ?? "wallets",
    private readonly journal = process.env.JOURNAL ?? "journal",
  ) {}

  private change(owner: string, by: number) {
    return {
      Update: {
        TableName: this.wallets,
        Key: { owner },
        UpdateExpression: "ADD balance :by",
        ConditionExpression: by < 0 ? "balance >= :least" : "attribute_exists(#o)",
        ExpressionAttributeNames: by < 0 ? undefined : { "#o": "owner" },
        ExpressionAttributeValues: by < 0 ? { ":by": by, ":least": -by } : { ":by": by },
      },
    };
  }

  async transfer(id: string, from: string, to: string, amount: number): Promise<void> {
    const input: TransactWriteCommandInput = {
      ClientRequestToken: id,
      TransactItems: [
        this.change(from, -amount),
        this.change(to, amount),
        { Put: { TableName: this.journal, Item: { id, from, to, amount } } },
      ],
    };
    await this.client.send(new TransactWriteCommand(input));
  }
}
