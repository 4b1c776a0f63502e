import json

import boto3
from jinja2 import Environment

queue = boto3.client("sqs")
templates = Environment(autoescape=True)


def send(event, context):
    for record in event["Records"]:
        person = json.loads(record["Sns"]["Message"])
        text = templates.from_string("Dear " + person["name"] + ", welcome!").render()  # violated
        queue.send_message(QueueUrl="https://sqs.eu-west-1.amazonaws.com/111122223333/mails", MessageBody=text)
