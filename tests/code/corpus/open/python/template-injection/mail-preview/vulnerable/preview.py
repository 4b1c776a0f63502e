"""POST /previews shows what a newsletter will look like."""

import json

from jinja2 import Environment

environment = Environment(autoescape=True)
SAMPLE = {"first": "Ada", "last": "Lovelace", "shop": "Books & more"}


def preview(source):
    return environment.from_string(source).render(**SAMPLE)  # FAULT template-injection


def handler(event, context):
    source = json.loads(event["body"])["source"]
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"text": preview(source[:20_000])}),
    }
