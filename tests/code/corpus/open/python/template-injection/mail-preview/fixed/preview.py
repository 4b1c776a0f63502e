"""POST /previews shows what a newsletter will look like."""

import json
import string

SAMPLE = {"first": "Ada", "last": "Lovelace", "shop": "Books & more"}


def preview(source):
    return string.Template(source).safe_substitute(SAMPLE)


def handler(event, context):
    source = json.loads(event["body"])["source"]
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"text": preview(source[:20_000])}),
    }
