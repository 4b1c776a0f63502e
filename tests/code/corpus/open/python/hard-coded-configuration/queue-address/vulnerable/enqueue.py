"""POST /jobs puts a job on the queue."""

import json
import uuid

import boto3

sqs = boto3.client("sqs")

QUEUES = {
    "normal": "https://sqs.eu-central-1.amazonaws.com/111122223333/jobs-prod",  # FAULT hard-coded-configuration
    "urgent": "https://sqs.eu-central-1.amazonaws.com/111122223333/jobs-prod-urgent",  # FAULT hard-coded-configuration
}


def handler(event, context):
    job = json.loads(event["body"])
    identifier = str(uuid.uuid4())
    queue = QUEUES["urgent" if job.get("urgent") is True else "normal"]
    sqs.send_message(QueueUrl=queue, MessageBody=json.dumps({"id": identifier, "pages": int(job["pages"])}))
    return {"statusCode": 202, "body": json.dumps({"id": identifier})}
