"""POST /tools/{tool} runs one of our tools."""

import json
import os

import boto3

functions = boto3.client("lambda")
TOOLS = json.loads(os.environ.get("TOOLS", '{"thumbnail": "tools-thumbnail", "ocr": "tools-ocr"}'))


def handler(event, context):
    tool = TOOLS.get(event["pathParameters"]["tool"])
    if tool is None:
        return {"statusCode": 404, "body": ""}
    answer = functions.invoke(
        FunctionName=tool,
        InvocationType="RequestResponse",
        Payload=json.dumps({"text": event.get("body") or ""}).encode(),
    )
    return {
        "statusCode": 502 if "FunctionError" in answer else 200,
        "body": answer["Payload"].read().decode(),
    }
