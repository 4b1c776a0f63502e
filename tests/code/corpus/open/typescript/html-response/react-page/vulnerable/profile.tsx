import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { renderToStaticMarkup } from 'react-dom/server';

interface Props {
  name: string;
  about: string;
}

function Profile({ name, about }: Props) {
  return (
    <html lang="en">
      <head>
        <title>{name}</title>
      </head>
      <body>
        <h1>{name}</h1>
        <section
          dangerouslySetInnerHTML={{ __html: about }} // ALSO html-response
        />
      </body>
    </html>
  );
}

export const handler = async (event: APIGatewayProxyEventV2) => {
  const form = new URLSearchParams(event.body ?? '');
  const page = <Profile name={form.get('name') ?? ''} about={form.get('about') ?? ''} />;
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: `<!doctype html>${renderToStaticMarkup(page)}`, // FAULT html-response
  };
};
