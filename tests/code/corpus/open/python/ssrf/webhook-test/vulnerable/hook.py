"""POST /webhooks/test sends a sample event to the address that a customer types in."""

import json
from urllib.parse import urlsplit

import requests

SAMPLE = {"type": "order.created", "id": "sample"}


def handler(event, context):
    body = json.loads(event["body"])
    address = body["url"]
    parts = urlsplit(address)
    if parts.scheme != "https":
        return {"statusCode": 400, "body": json.dumps({"message": "https only"})}

    answer = requests.post(address, json=SAMPLE, timeout=3, allow_redirects=False)  # FAULT ssrf
    return {
        "statusCode": 200,
        "body": json.dumps({"status": answer.status_code, "milliseconds": answer.elapsed.microseconds // 1000}),
    }
