"""Keeps orders."""

import json
import os
import uuid

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ.get("TABLE", "orders"))


def handler(event, context):
    order = json.loads(event["body"])
    if not isinstance(order.get("item"), str) or len(order["item"]) > 100:
        return {"statusCode": 400, "body": "an order has an item"}
    TABLE.put_item(Item={"id": str(uuid.uuid4()), "item": order["item"]})
    return {"statusCode": 201, "body": "{}"}
