import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
import React from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

interface Recipe {
  title: string;
  minutes: number;
  story: string;
}

class Card extends React.Component<Recipe> {
  render() {
    const { title, minutes, story } = this.props;
    return (
      <article>
        <h1>{title}</h1>
        <p>{minutes} minutes</p>
        <div className="story">
          {story.split('\n').map((line, i) => (
            <p key={i}>{line}</p>
          ))}
        </div>
      </article>
    );
  }
}

/** POST /preview: how a recipe will look, before it is kept. */
export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { title = '', minutes = 0, story = '' } = JSON.parse(event.body ?? '{}') as Partial<Recipe>;
  const markup = renderToStaticMarkup(<Card title={title} minutes={Number(minutes)} story={story} />);
  return {
    statusCode: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html>' + markup,
  };
};
