import { Client } from '@elastic/elasticsearch';

const client = new Client({
  node: process.env.ELASTIC_URL ?? 'https://search.internal.example.com',
  auth: { apiKey: process.env.ELASTIC_KEY ?? '' },
});

async function* hits(index, query) {
  let after;
  do {
    const page = await client.search({ index, query, size: 500, sort: [{ id: 'asc' }], search_after: after }); // FAULT filter-expression-injection
    for (const hit of page.hits.hits) {
      yield hit._id;
    }
    after = page.hits.hits.at(-1)?.sort;
  } while (after);
}

/** Task "Find" of the deletion workflow. `input.request` is the customer's request as it came in. */
export const handler = async ({ request, tenant }) => {
  const query = {
    query_string: { query: `tenant:${Number(tenant)} AND author:"${request.author}"` },
  };
  const ids = [];
  for await (const id of hits('documents', query)) {
    ids.push(id);
    if (ids.length === 5000) break;
  }
  return { ids };
};
