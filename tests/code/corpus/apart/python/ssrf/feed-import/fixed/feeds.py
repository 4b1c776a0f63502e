from __future__ import annotations

import asyncio
import json
import os
from typing import Any
from urllib.parse import urlsplit

import aiobotocore.session
import httpx

PARTNER = "feeds.example.com"
LIMIT = 5 * 1024 * 1024
BUCKET = os.environ["IMPORT_BUCKET"]


async def download(client: httpx.AsyncClient, url: str) -> bytes:
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.netloc != PARTNER:
        raise PermissionError("not a partner feed")
    body = bytearray()
    async with client.stream("GET", url, follow_redirects=False) as response:
        response.raise_for_status()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > LIMIT:
                raise OverflowError("feed too large")
    return bytes(body)


async def gather(records: list[dict[str, Any]]) -> None:
    session = aiobotocore.session.get_session()
    async with httpx.AsyncClient(timeout=10) as client, session.create_client("s3") as s3:
        for record in records:
            feed = json.loads(record["body"])
            content = await download(client, feed["url"])
            await s3.put_object(Bucket=BUCKET, Key=f"raw/{record['messageId']}", Body=content)


def handler(event: dict[str, Any], context: Any) -> None:
    asyncio.run(gather(event["Records"]))
