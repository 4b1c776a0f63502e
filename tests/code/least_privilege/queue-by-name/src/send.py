import json
import os

import boto3

QUEUE_NAME = os.environ.get("QUEUE_NAME", "parcels")


class Outbox:
    def __init__(self, session=None):
        session = session or boto3.Session()
        self.queue = session.resource("sqs").get_queue_by_name(QueueName=QUEUE_NAME)
        self.topic = session.resource("sns").Topic(os.environ["NEWS"])

    def send(self, parcels):
        entries = [{"Id": str(n), "MessageBody": json.dumps(parcel)} for n, parcel in enumerate(parcels)]
        self.queue.send_messages(Entries=entries)
        self.topic.publish(Message=f"{len(parcels)} parcels")


def handler(event, context):
    Outbox().send(event["parcels"])
