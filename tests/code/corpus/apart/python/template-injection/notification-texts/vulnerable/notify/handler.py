import json
import os

import boto3

from notify.texts import Texts

sqs = boto3.client("sqs")
texts = Texts()
OUTBOX = os.environ["OUTBOX_URL"]


def handle(event, context):
    entries = []
    for index, record in enumerate(event["Records"]):
        order = json.loads(record["body"])
        wording = order.get("wording")
        if wording is None:
            text = texts.standard(order["kind"], order["facts"])
        else:
            text = texts.custom(wording, order["facts"])
        entries.append({"Id": str(index), "MessageBody": json.dumps({"to": order["recipient"], "text": text})})
    sqs.send_message_batch(QueueUrl=OUTBOX, Entries=entries)
