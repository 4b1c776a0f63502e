"""Token authorizer of the orders API."""

import os

import jwt

ISSUER = os.environ.get("ISSUER", "https://login.shop.example/")
AUDIENCE = "orders"
keys = jwt.PyJWKClient(f"{ISSUER}.well-known/jwks.json", cache_keys=True)


def policy(principal, effect, arn):
    return {
        "principalId": principal,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": effect, "Resource": arn}],
        },
    }


def handler(event, context):
    token = event["authorizationToken"].removeprefix("Bearer ")
    try:
        key = keys.get_signing_key_from_jwt(token).key
        claims = jwt.decode(token, key, algorithms=["RS256"], audience=AUDIENCE, issuer=ISSUER)
    except jwt.InvalidTokenError:
        return policy("nobody", "Deny", event["methodArn"])
    return policy(claims["sub"], "Allow", event["methodArn"])
