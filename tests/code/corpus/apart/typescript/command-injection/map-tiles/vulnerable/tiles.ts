import { spawn } from 'node:child_process';
import type { APIGatewayProxyHandler } from 'aws-lambda';

const RENDERER = '/opt/bin/render-tile';

function render(layer: string, z: number, x: number, y: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(RENDERER, ['--layer', layer, `${z}/${x}/${y}`], { shell: true, timeout: 8000 }); // FAULT command-injection
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(Buffer.concat(chunks)) : reject(new Error(`renderer: ${code}`))));
  });
}

/** GET /tiles/{layer}/{z}/{x}/{y} */
export const handler: APIGatewayProxyHandler = async ({ pathParameters }) => {
  const { layer = 'streets', z, x, y } = pathParameters ?? {};
  const numbers = [z, x, y].map(Number);
  if (!numbers.every((n) => Number.isInteger(n) && n >= 0)) {
    return { statusCode: 400, body: '' };
  }

  const tile = await render(layer, numbers[0], numbers[1], numbers[2]);
  return {
    statusCode: 200,
    isBase64Encoded: true,
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600' },
    body: tile.toString('base64'),
  };
};
