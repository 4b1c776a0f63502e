"""Second chances: whatever lands in the parking queue goes back where it came from, once.

Producers put the address of the queue into the attribute ``origin``.
"""

import logging

import boto3

log = logging.getLogger()
log.setLevel(logging.INFO)
sqs = boto3.resource("sqs")


def attribute(record, name, default=None):
    found = record["messageAttributes"].get(name)
    return found["stringValue"] if found else default


def handler(event, context):
    sent = 0
    for record in event["Records"]:
        if attribute(record, "replayed") == "yes":
            continue
        origin = attribute(record, "origin")
        if origin is None:
            continue
        queue = sqs.Queue(origin)
        queue.send_message(  # FAULT sdk-parameter
            MessageBody=record["body"],
            MessageAttributes={"replayed": {"DataType": "String", "StringValue": "yes"}},
        )
        sent += 1
    log.info("%d of %d sent again", sent, len(event["Records"]))
