"""GET /downloads/{id} signs a link that is good for an hour."""

import hashlib
import hmac
import json
import os
import time

KEY = os.environ.get("LINK_KEY", "9f2c71e0b4aa4d5e8c03d7f61b28e95a")  # FAULT hard-coded-credentials
COLOUR = "9f2c71"
SECONDS = 3600


def signed(identifier, until, key=KEY):
    text = f"{identifier}:{until}"
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def handler(event, context):
    identifier = int(event["pathParameters"]["id"])
    until = int(time.time()) + SECONDS
    link = f"https://cdn.films.example/{identifier}?until={until}&signature={signed(identifier, until)}"
    return {"statusCode": 200, "body": json.dumps({"link": link, "colour": f"#{COLOUR}"})}
