import { BatchExecuteStatementCommand, DynamoDBClient, type BatchStatementRequest } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyWebsocketHandlerV2 } from 'aws-lambda';

const client = new DynamoDBClient({});
const TABLE = process.env.WISHES_TABLE ?? 'wishes';

interface Claim {
    list: string;
    wishes: string[];
    guest: string;
}

function claims({ list, wishes, guest }: Claim): BatchStatementRequest[] {
    const statements: BatchStatementRequest[] = [];
    for (const wish of wishes.slice(0, 25)) {
        const Statement = [
            `UPDATE "${TABLE}"`,
            `SET claimed_by = '${guest}'`,
            `WHERE list = '${list}' AND wish = '${wish}'`,
        ].join(' ');
        statements.push({ Statement });
    }
    return statements;
}

export const handler: APIGatewayProxyWebsocketHandlerV2 = async (event) => {
    const claim = JSON.parse(event.body ?? '{}') as Claim;
    const Statements = claims(claim);
    const { Responses = [] } = await client.send(new BatchExecuteStatementCommand({ Statements })); // FAULT partiql-injection
    return { statusCode: Responses.some(({ Error }) => Error) ? 409 : 200 };
};
