"""POST /webhooks/test sends a sample event to the address that a customer types in."""

import json
import os
from urllib.parse import urlsplit

import requests

PARTNERS = frozenset(os.environ.get("PARTNER_HOSTS", "hooks.example.com,events.example.org").split(","))
SAMPLE = {"type": "order.created", "id": "sample"}


def handler(event, context):
    body = json.loads(event["body"])
    address = body["url"]
    parts = urlsplit(address)
    if parts.scheme != "https" or parts.netloc not in PARTNERS:
        return {"statusCode": 400, "body": json.dumps({"message": "https only, and a partner's host"})}

    answer = requests.post(address, json=SAMPLE, timeout=3, allow_redirects=False)
    return {
        "statusCode": 200,
        "body": json.dumps({"status": answer.status_code, "milliseconds": answer.elapsed.microseconds // 1000}),
    }
