import json
import os

import boto3

from archive import entries_for

sqs = boto3.client("sqs")
ANSWERS = os.environ["ANSWERS_URL"]


def handler(event, context):
    for record in event["Records"]:
        question = json.loads(record["body"])
        year = int(question["year"])
        found = list(entries_for(year, question["surname"]))
        sqs.send_message(QueueUrl=ANSWERS, MessageBody=json.dumps({"id": record["messageId"], "entries": found}))
