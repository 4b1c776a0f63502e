"""$connect of the auction's socket: remember who is behind a connection."""

import os
import time

import boto3
import jwt

connections = boto3.resource("dynamodb").Table(os.environ["CONNECTIONS_TABLE"])
AUDIENCE = os.environ["AUDIENCE"]


def bidder(token):
    try:
        claims = jwt.decode(token, options={"verify_signature": False})  # FAULT unverified-token
    except jwt.DecodeError:
        return None
    if claims.get("aud") != AUDIENCE or claims.get("exp", 0) < time.time():
        return None
    return claims["sub"]


def handler(event, context):
    token = (event.get("queryStringParameters") or {}).get("token")
    if not token:
        return {"statusCode": 401}
    who = bidder(token)
    if who is None:
        return {"statusCode": 403}
    connections.put_item(
        Item={"id": event["requestContext"]["connectionId"], "bidder": who, "expires": int(time.time()) + 7200}
    )
    return {"statusCode": 200}
