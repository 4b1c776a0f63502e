"""Support bundles: fetch the tar.gz that the ticket system announces, count errors by service."""

import asyncio
import json
import tarfile
import tempfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import aioboto3

BUCKET = "support-bundles"


async def fetch(ticket: int) -> BytesIO:
    async with aioboto3.Session().client("s3") as s3:
        reply = await s3.get_object(Bucket=BUCKET, Key=f"tickets/{ticket}/bundle.tar.gz")
        return BytesIO(await reply["Body"].read())


def count_errors(folder: Path) -> Counter[str]:
    errors: Counter[str] = Counter()
    for path in folder.rglob("*.log"):
        with path.open(errors="replace") as lines:
            errors[path.stem] += sum(" ERROR " in line for line in lines)
    return errors


async def analyse(ticket: int) -> Counter[str]:
    content = await fetch(ticket)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=content, mode="r:gz") as bundle:
            bundle.extractall(folder)  # FAULT archive-extraction
        return count_errors(Path(folder))


async def analyse_all(tickets: list[int]) -> list[Counter[str]]:
    return await asyncio.gather(*(analyse(ticket) for ticket in tickets))


def handler(event, context):
    tickets = [int(json.loads(record["Sns"]["Message"])["ticket"]) for record in event["Records"]]
    found = asyncio.run(analyse_all(tickets))
    return {str(ticket): dict(errors) for ticket, errors in zip(tickets, found)}
