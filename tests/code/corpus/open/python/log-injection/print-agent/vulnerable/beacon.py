"""A counting pixel: a line a visit, which a subscription filter sends on to the statistics."""

import base64
from urllib.parse import parse_qs

PIXEL = base64.b64encode(bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"))


def handler(event, context):
    query = parse_qs(event.get("rawQueryString", ""))
    title = query.get("title", [""])[0]
    time = event["requestContext"]["timeEpoch"]
    print("VISIT", time, title, sep="\t")  # FAULT log-injection
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "image/gif", "Cache-Control": "no-store"},
        "isBase64Encoded": True,
        "body": PIXEL.decode(),
    }
