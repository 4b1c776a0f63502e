import asyncio
import hashlib
import os

import aiohttp
from aiobotocore.session import get_session


async def keep(s3, http, url):
    async with http.get(url) as answer:
        body = await answer.read()
    name = hashlib.sha256(url.encode()).hexdigest()
    await s3.put_object(Bucket=os.environ["PAGES"], Key=name, Body=body)


async def crawl():
    queue = os.environ["FRONTIER_URL"]
    session = get_session()
    async with session.create_client("sqs") as sqs, session.create_client("s3") as s3, aiohttp.ClientSession() as http:
        answer = await sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        messages = answer.get("Messages", [])
        await asyncio.gather(*(keep(s3, http, m["Body"]) for m in messages))
        entries = [{"Id": m["MessageId"], "ReceiptHandle": m["ReceiptHandle"]} for m in messages]
        if entries:
            await sqs.delete_message_batch(QueueUrl=queue, Entries=entries)
    return len(entries)


def handler(event, context):
    return asyncio.run(crawl())
