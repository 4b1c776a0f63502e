import ejs from 'ejs';
import type { APIGatewayProxyHandler } from 'aws-lambda';

const WORDING = 'We certify that <%= name %> took part in <%= course %>, <%= hours %> hours.';

interface Facts {
  name: string;
  course: string;
  hours: number;
}

const text = (facts: Facts, wording: string = WORDING): string => ejs.render(wording, facts); // FAULT template-injection

/** Hours are whole or halves on our certificates. */
const halves = (hours: number): number => Math.round(hours * 2) / 2;

function presentable(text: string): string {
  return text.replace(/[ \t]+/g, ' ').replace(/\s*\n\s*/g, '\n').trim();
}

export const handler: APIGatewayProxyHandler = async (event) => {
  const { name, course, hours, wording } = JSON.parse(event.body ?? '{}');
  if (typeof name !== 'string' || typeof course !== 'string' || !Number.isFinite(hours)) {
    return { statusCode: 400, body: JSON.stringify({ message: 'name, course and hours' }) };
  }

  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: presentable(text({ name, course, hours: halves(hours) }, wording)) }),
  };
};
