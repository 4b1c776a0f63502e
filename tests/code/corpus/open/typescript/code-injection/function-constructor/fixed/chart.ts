import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

type Curve = (x: number) => number;

const CURVES: Record<string, Curve> = {
  sine: (x) => Math.sin(x),
  parabola: (x) => x * x,
  decay: (x) => Math.exp(-x),
};

function curve(name: string): Curve {
  const known = new Map(Object.entries(CURVES)).get(name);
  if (known === undefined) throw new Error('no such curve');
  return known;
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
