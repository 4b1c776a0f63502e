"""Fetches what a link in a post embeds, for the posts that wait in a queue."""

import asyncio
import json
import os
from urllib.parse import urlencode, urlsplit

import aiohttp
import boto3

table = boto3.resource("dynamodb").Table(os.environ["EMBEDS_TABLE"])

PROVIDERS = {
    "video.example": "https://video.example/oembed",
    "sound.example": "https://api.sound.example/v1/oembed",
}


def endpoint(link):
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.")
    return PROVIDERS.get(host)


async def embedded(session, link):
    address = endpoint(link)
    if address is None:
        return None
    query = urlencode({"url": link, "format": "json", "maxwidth": 600})
    async with session.get(f"{address}?{query}", allow_redirects=False) as answer:
        if answer.status != 200:
            return None
        return await answer.json()


async def work(records):
    timeout = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        for record in records:
            post = json.loads(record["body"])
            found = await embedded(session, post["link"])
            if found:
                table.put_item(Item={"post": int(post["id"]), "title": str(found.get("title", ""))[:200]})


def handler(event, context):
    asyncio.run(work(event["Records"]))
