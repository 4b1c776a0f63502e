"""Takes status messages of carriers."""

import json

import boto3

secrets = boto3.client("secretsmanager")


def handler(event, context):
    message = json.loads(event["body"])
    delay = eval(message["delay"])
    carrier = secrets.get_secret_value(SecretId=message["carrier"])
    return {"statusCode": 200, "body": json.dumps({"delay": delay, "known": bool(carrier)})}
