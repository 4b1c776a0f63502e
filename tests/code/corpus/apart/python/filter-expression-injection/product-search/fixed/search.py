import asyncio
import json
import os

import boto3
from opensearchpy import AsyncHttpConnection, AsyncOpenSearch, AWSV4SignerAsyncAuth

auth = AWSV4SignerAsyncAuth(boto3.Session().get_credentials(), os.environ["AWS_REGION"], "es")


def client():
    return AsyncOpenSearch(
        hosts=[{"host": os.environ["SEARCH_HOST"], "port": 443}],
        http_auth=auth,
        use_ssl=True,
        verify_certs=True,
        connection_class=AsyncHttpConnection,
    )


async def products(words, shop):
    async with client() as search:
        found = await search.search(
            index="products",
            body={
                "size": 20,
                "_source": ["title", "price"],
                "query": {
                    "bool": {
                        "must": {"match": {"title": {"query": words, "operator": "and"}}},
                        "filter": [{"term": {"shop": shop}}, {"term": {"visible": True}}],
                    }
                },
            },
        )
    return [hit["_source"] for hit in found["hits"]["hits"]]


def handler(event, context):
    words = event["queryStringParameters"]["q"]
    shop = int(event["pathParameters"]["shop"])
    hits = asyncio.run(products(words, shop))
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(hits)}
