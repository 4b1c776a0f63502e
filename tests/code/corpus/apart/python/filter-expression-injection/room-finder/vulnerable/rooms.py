"""GET /rooms?by=beamer&min=12: rooms that have something, for at least so many people."""

import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ROOMS_TABLE"])


def scan(expression, values):
    items, start = [], {}
    while True:
        page = table.scan(FilterExpression=expression, ExpressionAttributeValues=values, **start)  # FAULT filter-expression-injection
        items.extend(page["Items"])
        if "LastEvaluatedKey" not in page:
            return items
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def presentable(room):
    return {"name": room["name"], "seats": int(room["seats"]), "floor": int(room.get("floor", 0))}


def handler(event, context):
    query = event.get("queryStringParameters") or {}
    people = int(query.get("min", "1"))
    expression = "public_room = :yes AND seats >= :people AND {feature} = :yes".format(feature=query.get("by", "heating"))
    rooms = scan(expression, {":yes": True, ":people": people})
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps([presentable(room) for room in sorted(rooms, key=lambda room: room["seats"])]),
    }
