import json
import os
from decimal import ROUND_HALF_UP, Decimal

import boto3
from lxml import etree

sqs = boto3.client("sqs")
REPLIES = os.environ["REPLIES_URL"]
NAMESPACES = {"p": "http://schemas.example.com/prices"}

with open("prices.xml", "rb") as stream:
    PRICES = etree.parse(stream, etree.XMLParser(resolve_entities=False, no_network=True))


def rounded(text):
    """Prices to five centimes, as the tills want them."""
    if text is None:
        return None
    steps = (Decimal(text) * 20).quantize(Decimal(1), ROUND_HALF_UP)
    return str(steps / 20)


def handler(event, context):
    replies = []
    for number, record in enumerate(event["Records"]):
        request = json.loads(record["body"])
        article, group = request["article"], request.get("group", "retail")
        nodes = PRICES.xpath(
            "//p:article[@no=$article]/p:price[@group=$group]", namespaces=NAMESPACES, article=article, group=group
        )
        amount = rounded(nodes[0].text if nodes else None)
        replies.append({"Id": str(number), "MessageBody": json.dumps({"article": article, "amount": amount})})
    sqs.send_message_batch(QueueUrl=REPLIES, Entries=replies)
