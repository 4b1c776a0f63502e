import os
import string

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ["SUBSCRIBERS"])
PAGE = string.Template(
    "<!doctype html><title>Newsletter</title><p>$address won't get any more of our letters.</p>"
)


def plausible(address):
    if address.count("@") != 1 or len(address) > 254:
        return False
    return not set("<>\"'& ") & set(address)


def page(address):
    return {
        "statusCode": 200,
        "headers": {"content-type": "text/html; charset=utf-8"},
        "body": PAGE.substitute(address=address),  # FAULT html-response
    }


def handler(event, context):
    query = event.get("queryStringParameters") or {}
    address = query.get("address", "")
    known = plausible(address)
    if query.get("confirm") == "yes":
        TABLE.delete_item(Key={"address": address.lower()})
    return page(address)
