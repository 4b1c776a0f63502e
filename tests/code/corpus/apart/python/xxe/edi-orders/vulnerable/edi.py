import base64
import os

import boto3
from lxml import etree

dynamodb = boto3.resource("dynamodb")
orders = dynamodb.Table(os.environ["ORDERS_TABLE"])

PARSER = etree.XMLParser(load_dtd=True, resolve_entities=True, no_network=False, remove_blank_text=True)  # ALSO xxe


def document(event):
    data = event["body"].encode()
    if event.get("isBase64Encoded"):
        data = base64.b64decode(data)
    return etree.fromstring(data, parser=PARSER)  # FAULT xxe


def lines(root):
    for line in root.iterfind("line"):
        yield {"article": line.findtext("article"), "quantity": int(line.findtext("quantity"))}


def handler(event, context):
    customer = event["requestContext"]["authorizer"]["customer"]
    root = document(event)
    if root.tag != "order":
        return {"statusCode": 415, "body": "<error>order expected</error>"}
    orders.put_item(
        Item={
            "customer": customer,
            "reference": root.findtext("reference"),
            "note": root.findtext("note", default=""),
            "lines": list(lines(root)),
        }
    )
    return {"statusCode": 202, "headers": {"Content-Type": "application/xml"}, "body": "<accepted/>"}
