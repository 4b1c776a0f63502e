"""Function URL: a user's own profile."""

import base64
import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["PROFILES_TABLE"])


def claims_of(token):
    _, payload, _ = token.split(".")
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))  # FAULT unverified-token


def handler(event, context):
    scheme, _, token = event["headers"].get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or token.count(".") != 2:
        return {"statusCode": 401}
    user = claims_of(token)["sub"]
    found = table.get_item(Key={"user": user}).get("Item")
    return {"statusCode": 200 if found else 404, "body": json.dumps(found, default=str)}
