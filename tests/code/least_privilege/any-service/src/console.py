import os

import boto3

history = boto3.resource("dynamodb").Table(os.environ["HISTORY"])
ALLOWED = {"sqs", "sns"}


def call(service, operation, arguments):
    client = boto3.client(service)
    return getattr(client, operation)(**arguments)


def recent(kind):
    s3 = boto3.client("s3")
    operation = getattr(s3, f"list_{kind}")
    return operation()


def handler(event, context):
    if event["service"] == "s3":
        return recent(event["kind"])
    if event["service"] not in ALLOWED:
        raise ValueError("not allowed")
    answer = call(event["service"], event["operation"], event["arguments"])
    history.put_item(Item={"request": context.aws_request_id, "operation": event["operation"]})
    return answer
