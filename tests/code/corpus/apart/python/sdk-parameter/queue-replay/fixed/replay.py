"""Second chances: whatever lands in the parking queue goes back where it came from, once.

Producers put the queue's short name into the attribute ``origin``.
"""

import logging
import os

import boto3

log = logging.getLogger()
log.setLevel(logging.INFO)
sqs = boto3.resource("sqs")
QUEUES = {"orders": sqs.Queue(os.environ["ORDERS_URL"]), "refunds": sqs.Queue(os.environ["REFUNDS_URL"])}


def attribute(record, name, default=None):
    found = record["messageAttributes"].get(name)
    return found["stringValue"] if found else default


def handler(event, context):
    sent = 0
    for record in event["Records"]:
        if attribute(record, "replayed") == "yes":
            continue
        queue = QUEUES.get(attribute(record, "origin"))
        if queue is None:
            continue
        queue.send_message(
            MessageBody=record["body"],
            MessageAttributes={"replayed": {"DataType": "String", "StringValue": "yes"}},
        )
        sent += 1
    log.info("%d of %d sent again", sent, len(event["Records"]))
