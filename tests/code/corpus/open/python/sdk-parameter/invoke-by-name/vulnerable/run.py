"""POST /tools/{tool} runs one of our tools."""

import json

import boto3

functions = boto3.client("lambda")


def handler(event, context):
    tool = event["pathParameters"]["tool"]
    answer = functions.invoke(  # FAULT sdk-parameter
        FunctionName=tool,
        InvocationType="RequestResponse",
        Payload=json.dumps({"text": event.get("body") or ""}).encode(),
    )
    return {
        "statusCode": 502 if "FunctionError" in answer else 200,
        "body": answer["Payload"].read().decode(),
    }
