import type { APIGatewayProxyEventV2 as Request } from "aws-lambda";

const cookie = (language?: string): string => `language=${language ?? "en"}; Path=/; Secure`;

export const handler = async (event: Request) => ({ cookies: [cookie(event.queryStringParameters?.language)] }); // violated
