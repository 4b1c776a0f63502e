"""GET /basket: the basket lives in a cookie, since we have no sessions."""

import base64
import json
import zlib

EMPTY = {"items": [], "voucher": None}


def cookie(event, name):
    for pair in event.get("cookies", ()):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return None


def basket(event):
    packed = cookie(event, "basket")
    if not packed:
        return EMPTY
    try:
        return json.loads(zlib.decompress(base64.urlsafe_b64decode(packed)))
    except (ValueError, zlib.error):
        return EMPTY


def handler(event, context):
    held = basket(event)
    return {
        "statusCode": 200,
        "body": json.dumps({"count": len(held["items"]), "voucher": held["voucher"]}),
    }
