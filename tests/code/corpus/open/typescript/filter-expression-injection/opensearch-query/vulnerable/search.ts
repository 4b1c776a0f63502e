import { Client } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { AppSyncResolverEvent } from 'aws-lambda';

const client = new Client({
  ...AwsSigv4Signer({ region: process.env.AWS_REGION ?? 'eu-west-1', getCredentials: () => defaultProvider()() }),
  node: process.env.SEARCH_URL,
});

const published = (words: string) => ({
  query_string: { query: `published:true AND title:(${words})` },
});

/** Query.articles(words: String!) */
export const handler = async (event: AppSyncResolverEvent<{ words: string }>) => {
  const { body } = await client.search({ // FAULT filter-expression-injection
    index: 'articles',
    body: { size: 20, query: published(event.arguments.words) },
  });
  return body.hits.hits.map((hit: { _source?: object }) => hit._source);
};
