"""$connect of the auction's socket: remember who is behind a connection."""

import os
import time

import boto3
import jwt

connections = boto3.resource("dynamodb").Table(os.environ["CONNECTIONS_TABLE"])
AUDIENCE = os.environ["AUDIENCE"]
keys = jwt.PyJWKClient("https://login.example.com/.well-known/jwks.json", cache_keys=True)


def bidder(token):
    try:
        key = keys.get_signing_key_from_jwt(token)
        claims = jwt.decode(token, key.key, algorithms=["RS256"], audience=AUDIENCE, options={"require": ["exp", "sub"]})
    except jwt.PyJWTError:
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
