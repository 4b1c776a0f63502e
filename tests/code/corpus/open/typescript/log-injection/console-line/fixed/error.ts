import type { LambdaFunctionURLEvent } from 'aws-lambda';

interface Report {
  message: string;
  page: string;
  line: number;
}

function note(kind: string, ...words: (string | number)[]): void {
  const line = words.map((word) => String(word).replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, '?'));
  console.error([new Date().toISOString(), kind, ...line].join(' '));
}

export const handler = async (event: LambdaFunctionURLEvent) => {
  const report = JSON.parse(event.body ?? '{}') as Report;
  if (typeof report.message !== 'string') return { statusCode: 400 };
  note('BROWSER', Number(report.line), report.page, report.message.slice(0, 500));
  return { statusCode: 204 };
};
