import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

type Curve = (x: number) => number;

function curve(formula: string): Curve {
  const compiled = new Function('x', `with (Math) { return (${formula}); }`); // FAULT code-injection
  return (x) => Number(compiled(x));
}

function* points(of: Curve, from: number, to: number, steps = 100): Generator<[number, number]> {
  for (let step = 0; step <= steps; step += 1) {
    const x = from + ((to - from) * step) / steps;
    yield [x, of(x)];
  }
}

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const { formula, from, to } = JSON.parse(event.body ?? '{}');
  const drawn = [...points(curve(formula), Number(from), Number(to))];
  return { statusCode: 200, body: JSON.stringify(drawn) };
};
