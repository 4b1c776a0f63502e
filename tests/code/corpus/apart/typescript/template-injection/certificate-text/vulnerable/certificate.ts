import ejs from 'ejs';
import type { APIGatewayProxyHandler } from 'aws-lambda';

const WORDING = 'We certify that <%= name %> took part in <%= course %>, <%= hours %> hours.';

interface Facts {
  name: string;
  course: string;
  hours: number;
}

const text = (facts: Facts, wording: string = WORDING): string => ejs.render(wording, facts); // FAULT template-injection

export const handler: APIGatewayProxyHandler = async (event) => {
  const { name, course, hours, wording } = JSON.parse(event.body ?? '{}');
  if (typeof name !== 'string' || typeof course !== 'string' || !Number.isFinite(hours)) {
    return { statusCode: 400, body: JSON.stringify({ message: 'name, course and hours' }) };
  }

  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: text({ name, course, hours }, wording) }),
  };
};
