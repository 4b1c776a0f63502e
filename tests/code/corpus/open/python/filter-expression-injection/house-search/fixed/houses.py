"""GET /houses?town=…&garden=true: every further parameter narrows the search."""

import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["HOUSES_TABLE"])
FEATURES = {"garden", "garage", "lift", "balcony"}


def narrowed(query):
    parts, values = [], {":town": query.pop("town")}
    for number, name in enumerate(sorted(FEATURES & query.keys())):
        value = query[name]
        parts.append(f"{name} = :v{number}")
        values[f":v{number}"] = value
    return parts, values


def handler(event, context):
    parts, values = narrowed(dict(event["queryStringParameters"]))
    more = {"FilterExpression": " AND ".join(parts)} if parts else {}
    answer = table.query(
        KeyConditionExpression="town = :town",
        ExpressionAttributeValues=values,
        ProjectionExpression="street, price",
        **more,
    )
    return {"statusCode": 200, "body": json.dumps(answer["Items"], default=str)}
