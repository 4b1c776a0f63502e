import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { ParseOption, XmlDocument } from 'libxml2-wasm';

const OPTIONS = ParseOption.XML_PARSE_DTDLOAD | ParseOption.XML_PARSE_NOENT; // ALSO xxe

function sizeOf(svg: string): { width: number; height: number } {
  const document = XmlDocument.fromString(svg, { option: OPTIONS }); // FAULT xxe
  try {
    const { root } = document;
    return { width: Number(root.attr('width')?.value), height: Number(root.attr('height')?.value) };
  } finally {
    document.dispose();
  }
}

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const svg = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');
  return { statusCode: 200, body: JSON.stringify(sizeOf(svg)) };
};
