"""GET and PUT /wishes: a user's list of wishes."""

import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["WISHES_TABLE"])


class Session:
    user = None


session = Session()


def sign_in(event):
    claims = (event["requestContext"].get("authorizer") or {}).get("claims")
    if claims:
        session.user = claims["sub"]  # FAULT module-state
    return session.user


def handler(event, context):
    user = sign_in(event)
    if user is None:
        return {"statusCode": 401, "body": ""}
    if event["httpMethod"] == "PUT":
        table.put_item(Item={"user": user, "wishes": json.loads(event["body"])["wishes"]})
        return {"statusCode": 204, "body": ""}
    found = table.get_item(Key={"user": user}).get("Item", {"wishes": []})
    return {"statusCode": 200, "body": json.dumps(found["wishes"])}
