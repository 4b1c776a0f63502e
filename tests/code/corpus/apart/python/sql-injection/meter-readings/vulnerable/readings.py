"""WebSocket route ``readings``: a dashboard asks for the last day of one meter."""

import asyncio
import json
import os
import re
import ssl

import asyncpg
import boto3

METER_ID = re.compile(r"[A-Z]{2}\d{6}")
TLS = ssl.create_default_context(cafile="/opt/rds-global-bundle.pem")

gateway = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["CONNECTIONS_URL"])


async def last_day(meter: str) -> list[dict]:
    conn = await asyncpg.connect(
        host=os.environ["PGHOST"], user="dashboard", password=os.environ["PGPASSWORD"], database="meters", ssl=TLS
    )
    try:
        rows = await conn.fetch(  # FAULT sql-injection
            "SELECT taken_at, kwh FROM reading"
            f" WHERE meter_id = '{meter}' AND taken_at > now() - interval '1 day' ORDER BY taken_at"
        )
    finally:
        await conn.close()
    return [{"at": row["taken_at"].isoformat(), "kwh": float(row["kwh"])} for row in rows]


def handler(event, _context):
    connection_id = event["requestContext"]["connectionId"]
    message = json.loads(event["body"])
    meter = message.get("meter", "")
    if not METER_ID.match(meter):
        return {"statusCode": 400}

    points = asyncio.run(last_day(meter))
    gateway.post_to_connection(ConnectionId=connection_id, Data=json.dumps({"points": points}).encode())
    return {"statusCode": 200}
