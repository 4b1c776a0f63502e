import os

import boto3

sqs = boto3.client("sqs")
ORDERS = os.environ["ORDERS"]
DOCUMENT = "http://www.w3.org/2000/svg"


def handler(event, context):
    sqs.send_message(QueueUrl=ORDERS, MessageBody=f"{DOCUMENT} {int(event['body'])}")
