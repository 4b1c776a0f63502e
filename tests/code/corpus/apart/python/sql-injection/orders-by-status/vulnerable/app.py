"""GET /orders: what the warehouse screen shows, newest first."""

import json
import logging
import os
from decimal import Decimal

import psycopg2
import psycopg2.extras

logger = logging.getLogger()
logger.setLevel(logging.INFO)

_connection = None


def connection():
    """One connection for as long as the sandbox lives."""
    global _connection
    if _connection is None or _connection.closed:
        _connection = psycopg2.connect(
            host=os.environ["DB_HOST"],
            dbname="warehouse",
            user="orders_reader",
            password=os.environ["DB_PASSWORD"],
            sslmode="verify-full",
        )
        _connection.autocommit = True
    return _connection


def encode(value):
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat()


def lambda_handler(event, context):
    params = event.get("queryStringParameters") or {}
    status = params.get("status", "open")
    try:
        limit = min(int(params.get("limit", 50)), 200)
    except ValueError:
        return {"statusCode": 400, "body": json.dumps({"message": "limit must be a number"})}

    with connection().cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cur:
        cur.execute(f"SELECT id, customer, total, placed_at FROM orders WHERE status = '{status}' ORDER BY placed_at DESC LIMIT {limit}")  # FAULT sql-injection
        rows = cur.fetchall()

    logger.info("%d orders", len(rows))
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"orders": rows}, default=encode),
    }
