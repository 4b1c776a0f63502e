import json
import os

import boto3

ddb = boto3.client("dynamodb")
TABLE = os.environ["CARDS_TABLE"]


def handler(event, context):
    card = event["pathParameters"]["card"]

    found = ddb.execute_statement(
        Statement=f'SELECT points, tier FROM "{TABLE}" WHERE card = ?',
        Parameters=[{"S": card}],
    )
    if not found["Items"]:
        return {"statusCode": 404, "body": json.dumps({"message": "unknown card"})}

    item = found["Items"][0]
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"points": int(item["points"]["N"]), "tier": item["tier"]["S"]}),
    }
