"""Quotes a price."""

import json
import os

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    quote = event["pathParameters"]["id"]
    if len(quote) > 40 or not quote.isalnum():
        return {"statusCode": 400}
    found = dynamodb.get_item(TableName=os.environ["TABLE"], Key={"id": {"S": quote}})
    return {"statusCode": 200 if "Item" in found else 404, "body": json.dumps(found.get("Item", {}))}
