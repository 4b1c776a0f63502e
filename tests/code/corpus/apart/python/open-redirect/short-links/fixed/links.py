import logging
import os

import boto3

logging.getLogger().setLevel(logging.WARNING)
links = boto3.resource("dynamodb").Table(os.environ["LINKS_TABLE"])
HOME = "https://www.example.com/"


def redirect(target, permanent=False):
    return {
        "statusCode": 301 if permanent else 302,
        "headers": {"location": target, "referrer-policy": "no-referrer"},
    }


def handler(event, context):
    slug = event["rawPath"].strip("/")
    if not slug:
        return redirect(HOME)

    link = links.get_item(Key={"slug": slug}).get("Item")
    if link is None:
        return redirect(HOME + "gone")

    links.update_item(
        Key={"slug": slug},
        UpdateExpression="ADD hits :one",
        ExpressionAttributeValues={":one": 1},
    )
    return redirect(link["target"], permanent=bool(link.get("permanent")))
