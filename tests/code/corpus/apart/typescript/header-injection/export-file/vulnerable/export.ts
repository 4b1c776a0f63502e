import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const csv = (values: unknown[]): string => values.map((value) => `"${String(value).replace(/"/g, '""')}"`).join(',');

function download(name: string, body: string): APIGatewayProxyResult {
    return {
        statusCode: 200,
        headers: {
            'Content-Type': 'text/csv; charset=utf-8',
            'Content-Disposition': 'attachment; filename=' + name, // FAULT header-injection
        },
        body,
    };
}

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
    const owner: string = event.requestContext.authorizer?.claims.sub;
    const lines = [csv(['day', 'hours', 'project'])];
    const query = {
        TableName: process.env.HOURS_TABLE,
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': owner },
    };
    for await (const { Items = [] } of paginateQuery({ client: documents }, query)) {
        lines.push(...Items.map(({ day, hours, project }) => csv([day, hours, project])));
    }
    const name = event.queryStringParameters?.name ?? 'hours.csv';
    return download(name, lines.join('\r\n'));
}
