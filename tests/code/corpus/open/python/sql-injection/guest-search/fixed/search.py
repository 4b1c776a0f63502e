"""GET /guests?name=…: the front desk looks up who is staying tonight."""

import json
import os

import psycopg2
import psycopg2.extras

connection = None


def connect():
    global connection
    if connection is None or connection.closed:
        connection = psycopg2.connect(os.environ["DATABASE_DSN"], connect_timeout=3)
    return connection


def lambda_handler(event, context):
    query = event.get("queryStringParameters") or {}
    name = query.get("name", "").strip()
    if len(name) < 2:
        return {"statusCode": 400, "body": json.dumps({"message": "two letters at least"})}

    with connect() as session, session.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
        cursor.execute("SET statement_timeout = 2000")
        cursor.execute(
            "SELECT room, name, departs FROM stays WHERE name ILIKE %s AND departs >= now()",
            (f"%{name}%",),
        )
        rows = cursor.fetchall()
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(rows, default=str),
    }
