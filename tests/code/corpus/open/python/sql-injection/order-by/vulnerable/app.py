"""GET /parcels lists a depot's parcels, sorted as the table in the browser wants it."""

import json
import os

import pymysql

SORTABLE = {"arrived": "arrived_at", "weight": "grams", "receiver": "receiver_name"}

db = pymysql.connect(
    host=os.environ["DB_HOST"],
    user=os.environ["DB_USER"],
    password=os.environ["DB_PASSWORD"],
    database="depot",
    cursorclass=pymysql.cursors.DictCursor,
)


def page(depot, column, descending, offset):
    direction = "DESC" if descending else "ASC"
    statement = f"SELECT id, receiver_name, grams FROM parcels WHERE depot = %s ORDER BY {column} {direction} LIMIT 50 OFFSET %s"
    with db.cursor() as cursor:
        cursor.execute(statement, (depot, offset))  # FAULT sql-injection
        return cursor.fetchall()


def handler(event, context):
    query = event.get("queryStringParameters", {})
    wanted = query.get("sort", "arrived")
    column = SORTABLE.get(wanted, wanted)
    rows = page(
        event["pathParameters"]["depot"],
        column,
        query.get("order") == "desc",
        int(query.get("offset", "0")),
    )
    return {"statusCode": 200, "body": json.dumps(rows)}
