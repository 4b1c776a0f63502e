"""Takes status messages of carriers."""

import hmac
import json
import os
from functools import cache

import boto3

secrets = boto3.client("secretsmanager")


@cache
def carrier_token():
    return secrets.get_secret_value(SecretId=os.environ["CARRIER_SECRET"])["SecretString"]


def handler(event, context):
    message = json.loads(event["body"])
    if not hmac.compare_digest(str(message.get("token")), carrier_token()):
        return {"statusCode": 403}
    delay = message.get("delay")
    if not isinstance(delay, int) or not 0 <= delay <= 10_000:
        return {"statusCode": 400}
    return {"statusCode": 200, "body": json.dumps({"delay": delay})}
