"""POST /orders takes an order in the XML that suppliers' systems speak."""

import json
import os

import boto3
from lxml import etree

queue = boto3.resource("sqs").Queue(os.environ["ORDERS_QUEUE"])
parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False)  # ALSO xxe


def handler(event, context):
    try:
        order = etree.fromstring(event["body"].encode(), parser)  # FAULT xxe
    except etree.XMLSyntaxError:
        return {"statusCode": 400, "body": json.dumps({"message": "that isn't XML"})}

    lines = [
        {"article": line.findtext("article"), "count": int(line.findtext("count", "1"))}
        for line in order.iterfind("lines/line")
    ]
    queue.send_message(MessageBody=json.dumps({"supplier": order.findtext("supplier"), "lines": lines}))
    return {"statusCode": 202, "body": json.dumps({"lines": len(lines)})}
