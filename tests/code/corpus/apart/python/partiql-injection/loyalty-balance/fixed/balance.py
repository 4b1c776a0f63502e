import json
import os

import boto3

ddb = boto3.client("dynamodb")
TABLE = os.environ["CARDS_TABLE"]


TIERS = {"bronze": 1.0, "silver": 1.25, "gold": 1.5}


def next_reward(points):
    """Points that are missing for the next voucher: there is one for every 500."""
    return 500 - points % 500


def reply(status, **content):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json", "cache-control": "private, max-age=30"},
        "body": json.dumps(content),
    }


def handler(event, context):
    card = event["pathParameters"]["card"]

    found = ddb.execute_statement(
        Statement=f'SELECT points, tier FROM "{TABLE}" WHERE card = ?',
        Parameters=[{"S": card}],
    )
    if not found["Items"]:
        return reply(404, message="unknown card")

    item = found["Items"][0]
    points, tier = int(item["points"]["N"]), item["tier"]["S"]
    return reply(200, points=points, tier=tier, factor=TIERS.get(tier, 1.0), missing=next_reward(points))
