import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const APPS: Record<string, string> = {
  crm: 'https://crm.company.example/',
  time: 'https://time.company.example/',
};

const redirect = (where: string): APIGatewayProxyResult => ({
  statusCode: 302,
  headers: { Location: where }, // FAULT open-redirect
  body: '',
});

function chosen(form: URLSearchParams): string {
  const state = form.get('RelayState') ?? 'crm';
  return APPS[state] ?? state;
}

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const form = new URLSearchParams(event.body ?? '');
  if (!form.has('SAMLResponse')) return { statusCode: 400, body: '' };
  return redirect(chosen(form));
};
