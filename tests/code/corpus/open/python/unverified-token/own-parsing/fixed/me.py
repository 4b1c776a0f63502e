"""Function URL: a user's own profile."""

import json
import os

import boto3
from jose import jwt

table = boto3.resource("dynamodb").Table(os.environ["PROFILES_TABLE"])
KEYS = json.loads(os.environ.get("JWKS", '{"keys": []}'))


def claims_of(token):
    return jwt.decode(token, KEYS, algorithms=["ES256"], audience="profiles")


def handler(event, context):
    scheme, _, token = event["headers"].get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or token.count(".") != 2:
        return {"statusCode": 401}
    user = claims_of(token)["sub"]
    found = table.get_item(Key={"user": user}).get("Item")
    return {"statusCode": 200 if found else 404, "body": json.dumps(found, default=str)}
