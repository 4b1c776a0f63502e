import type { LambdaFunctionURLEvent } from 'aws-lambda';

interface Report {
  message: string;
  page: string;
  line: number;
}

function note(kind: string, ...words: (string | number)[]): void {
  console.error([new Date().toISOString(), kind, ...words].join(' ')); // FAULT log-injection
}

export const handler = async (event: LambdaFunctionURLEvent) => {
  const report = JSON.parse(event.body ?? '{}') as Report;
  if (typeof report.message !== 'string') return { statusCode: 400 };
  note('BROWSER', Number(report.line), report.page, report.message.slice(0, 500));
  return { statusCode: 204 };
};
