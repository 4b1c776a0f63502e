import base64
import json
import os

import jwt


def handler(event, context):
    token = event["headers"]["authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, os.environ["PUBLIC_KEY"], algorithms=["RS256"], audience="shop")
    page = json.loads(base64.urlsafe_b64decode(event["queryStringParameters"]["page"]))
    return {"statusCode": 200, "body": json.dumps([claims["sub"], page])}
