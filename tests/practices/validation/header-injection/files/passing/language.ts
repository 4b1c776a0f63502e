import type { APIGatewayProxyEventV2 as Request } from "aws-lambda";

const LANGUAGES = ["en", "de", "fr"];

const cookie = (wanted: string): string => {
  const language = LANGUAGES.includes(wanted) ? wanted : "en";
  return `language=${language}; Path=/; Secure`;
};

export const handler = async (event: Request) => ({ cookies: [cookie(event.queryStringParameters?.language ?? "en")] });
