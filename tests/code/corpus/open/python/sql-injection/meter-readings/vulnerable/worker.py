"""Writes meter readings into the warehouse. The queue is filled by the public upload API."""

import asyncio
import json
import os

import asyncpg

loop = asyncio.new_event_loop()
pool = None


async def get_pool():
    global pool
    if pool is None:
        pool = await asyncpg.create_pool(os.environ["WAREHOUSE_DSN"], min_size=1, max_size=2)
    return pool


async def store(reading):
    meter = reading["meter"]
    warehouse = await get_pool()
    async with warehouse.acquire() as connection:
        known = await connection.fetchval("SELECT id FROM meters WHERE serial = '" + meter + "'")  # FAULT sql-injection
        if known is None:
            return False
        await connection.execute(
            "INSERT INTO readings (meter_id, kwh, read_at) VALUES ($1, $2, $3::timestamptz)",
            known,
            float(reading["kwh"]),
            reading["at"],
        )
    return True


async def store_all(records):
    return await asyncio.gather(*(store(json.loads(record["body"])) for record in records))


def handler(event, context):
    stored = loop.run_until_complete(store_all(event["Records"]))
    failed = [
        {"itemIdentifier": record["messageId"]}
        for record, done in zip(event["Records"], stored, strict=True)
        if not done
    ]
    return {"batchItemFailures": failed}
