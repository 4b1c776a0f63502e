import json
import os
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table(os.environ["EXPENSES_TABLE"])

current_user = None
rates = {"CHF": Decimal("1.05"), "EUR": Decimal("1"), "SEK": Decimal("0.088")}


def sign_in(event):
    global current_user
    claims = event["requestContext"].get("authorizer", {}).get("claims")
    if claims:
        current_user = claims["sub"]  # FAULT module-state


def expenses():
    found = table.query(KeyConditionExpression=Key("person").eq(current_user))
    return [
        {"day": item["day"], "euro": str(round(item["amount"] * rates[item["currency"]], 2))}
        for item in found["Items"]
    ]


def handler(event, context):
    sign_in(event)
    if current_user is None:
        return {"statusCode": 401}
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json", "Cache-Control": "private, no-store"},
        "body": json.dumps(expenses()),
    }
