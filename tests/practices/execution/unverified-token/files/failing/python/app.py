import base64
import json

import jwt


def own(token):
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))  # violated


def handler(event, context):
    token = event["headers"]["authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, options={"verify_signature": False})  # violated
    return {"statusCode": 200, "body": json.dumps([claims["sub"], own(token)["sub"]])}
