import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSHandler } from 'aws-lambda';

const sts = new STSClient({});
const db = new DynamoDBClient({});

async function explorer(RoleArn: string): Promise<CostExplorerClient> {
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'costs' })); // FAULT sdk-parameter
    return new CostExplorerClient({
        credentials: {
            accessKeyId: Credentials!.AccessKeyId!,
            secretAccessKey: Credentials!.SecretAccessKey!,
            sessionToken: Credentials!.SessionToken,
        },
    });
}

const month = (at: Date, shift = 0): string => new Date(Date.UTC(at.getFullYear(), at.getMonth() + shift)).toISOString().slice(0, 10);

export const handler: SQSHandler = async ({ Records }) => {
    const now = new Date();
    for (const record of Records) {
        const { tenant, roleArn } = JSON.parse(record.body);
        const client = await explorer(roleArn);
        const { ResultsByTime = [] } = await client.send(
            new GetCostAndUsageCommand({
                TimePeriod: { Start: month(now), End: month(now, 1) },
                Granularity: 'MONTHLY',
                Metrics: ['UnblendedCost'],
            }),
        );
        await db.send(
            new PutItemCommand({
                TableName: process.env.COSTS_TABLE,
                Item: {
                    tenant: { N: String(Number(tenant)) },
                    dollars: { N: ResultsByTime[0]?.Total?.UnblendedCost.Amount ?? '0' },
                },
            }),
        );
    }
};
