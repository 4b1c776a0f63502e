"""Hands out exports; the query says how the file is to be called."""

import base64
import os
from urllib.parse import unquote

import boto3

s3 = boto3.client("s3")


def content(token):
    answer = s3.get_object(Bucket=os.environ["EXPORTS"], Key="exports/current.csv")
    return answer["Body"].read() if token else b""


def handler(event, context):
    query = event["queryStringParameters"]
    name = unquote(query.get("name", "export.csv"))
    return {
        "statusCode": 200,
        "statusDescription": "200 OK",
        "isBase64Encoded": True,
        "headers": {
            "Content-Type": "text/csv",
            "Content-Disposition": f'attachment; filename="{name}"',  # FAULT header-injection
        },
        "body": base64.b64encode(content(query.get("token"))).decode(),
    }
