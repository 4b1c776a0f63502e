import json

import boto3
from botocore.config import Config

functions = boto3.client("lambda", config=Config(read_timeout=25, retries={"max_attempts": 1}))


def size_of(event):
    return len(event.get("body") or "")


def handler(event, context):
    """POST /tools/{tool}: one entrance for all the small converters of the office."""
    if size_of(event) > 200_000:
        return {"statusCode": 413, "body": json.dumps({"error": "at most 200 kB; larger files go by way of the share"})}
    tool = event["pathParameters"]["tool"]
    user = event["requestContext"]["authorizer"]["lambda"]["user"]
    arguments = json.loads(event.get("body") or "{}")

    answer = functions.invoke(  # FAULT sdk-parameter
        FunctionName=tool,
        InvocationType="RequestResponse",
        Payload=json.dumps({"user": user, "arguments": arguments}),
    )
    if "FunctionError" in answer:
        return {"statusCode": 502, "body": json.dumps({"error": "the tool failed"})}
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": answer["Payload"].read().decode("utf-8"),
    }
