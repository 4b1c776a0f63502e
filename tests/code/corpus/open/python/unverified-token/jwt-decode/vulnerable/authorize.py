"""Token authorizer of the orders API."""


import jwt

AUDIENCE = "orders"


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
        claims = jwt.decode(token, options={"verify_signature": False}, audience=AUDIENCE)  # FAULT unverified-token
    except jwt.InvalidTokenError:
        return policy("nobody", "Deny", event["methodArn"])
    return policy(claims["sub"], "Allow", event["methodArn"])
