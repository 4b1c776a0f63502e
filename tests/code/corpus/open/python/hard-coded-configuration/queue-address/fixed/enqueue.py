"""POST /jobs puts a job on the queue."""

import json
import os
import uuid

import boto3

sqs = boto3.client("sqs")

QUEUES = {
    "normal": os.environ["JOBS_QUEUE"],
    "urgent": os.environ["URGENT_JOBS_QUEUE"],
}


def handler(event, context):
    job = json.loads(event["body"])
    identifier = str(uuid.uuid4())
    queue = QUEUES["urgent" if job.get("urgent") is True else "normal"]
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps({"id": identifier, "pages": int(job["pages"])}))
    return {"statusCode": 202, "body": json.dumps({"id": identifier})}
