"""Hands out short-lived links to the documents of a case file."""

from __future__ import annotations

import json
import os
from typing import Any
from uuid import UUID

import boto3
from botocore.config import Config

s3 = boto3.client("s3", config=Config(signature_version="s3v4"))
DOCUMENTS = os.environ["DOCUMENTS_BUCKET"]


def place(body: dict[str, Any], owner: str) -> tuple[str, str]:
    """Our bucket, and a key below the caller's own prefix."""
    return DOCUMENTS, f"{owner}/{UUID(body['document'])}.pdf"


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    body = json.loads(event["body"])
    try:
        bucket, key = place(body, event["requestContext"]["authorizer"]["claims"]["sub"])
    except (KeyError, ValueError):
        return {"statusCode": 400, "body": json.dumps({"message": "which document?"})}
    link = s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": bucket, "Key": key, "ResponseContentDisposition": "attachment"},
        ExpiresIn=300,
    )
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json", "Cache-Control": "no-store"},
        "body": json.dumps({"link": link}),
    }
