"""A customer uploads pipeline.yaml; we start what it describes."""

import json
import os
from urllib.parse import unquote_plus

import boto3
import yaml


class Definition:
    """What a customer's file asks for."""

    def __init__(self, text):
        self.document = yaml.load(text, Loader=yaml.UnsafeLoader)  # FAULT unsafe-deserialisation

    @property
    def steps(self):
        return [step["name"] for step in self.document.get("steps", [])]


class Store:
    def __init__(self):
        self.client = boto3.client("s3")

    def text(self, record):
        answer = self.client.get_object(
            Bucket=record["s3"]["bucket"]["name"], Key=unquote_plus(record["s3"]["object"]["key"])
        )
        return answer["Body"].read(100_000).decode()


store = Store()
queue = boto3.client("sqs")


def handler(event, context):
    for record in event["Records"]:
        definition = Definition(store.text(record))
        for step in definition.steps:
            queue.send_message(QueueUrl=os.environ["STEPS_QUEUE"], MessageBody=json.dumps({"step": step}))
