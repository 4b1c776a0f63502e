"""POST /trash: removes files of a customer's drive for good, a thousand at a time.

    {"keys": ["…", "…"]}
"""

import json
import logging
import os

import boto3
from botocore.exceptions import ClientError

log = logging.getLogger()
log.setLevel(os.environ.get("LOG_LEVEL", "INFO"))

s3 = boto3.client("s3")
audit = boto3.resource("dynamodb").Table(os.environ["AUDIT_TABLE"])
DRIVE = os.environ["DRIVE_BUCKET"]
BATCH = 1000


def batches(keys):
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def remove(keys):
    """How many were removed, and how many were not."""
    removed = failed = 0
    for batch in batches(keys):
        objects = [{"Key": key} for key in batch]
        try:
            answer = s3.delete_objects(Bucket=DRIVE, Delete={"Objects": objects, "Quiet": True})  # FAULT sdk-parameter
        except ClientError:
            log.exception("a batch was not removed")
            failed += len(batch)
            continue
        errors = len(answer.get("Errors", []))
        removed += len(batch) - errors
        failed += errors
    return removed, failed


def respond(status, **content):
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(content)}


def handler(event, context):
    customer = event["requestContext"]["authorizer"]["claims"]["sub"]
    try:
        keys = list(json.loads(event["body"])["keys"])
    except (KeyError, TypeError, ValueError):
        return respond(400, message="a list of keys, please")
    if len(keys) > 5 * BATCH:
        return respond(413, message="at most five thousand")

    removed, failed = remove(keys)
    audit.put_item(
        Item={"customer": customer, "request": context.aws_request_id, "removed": removed, "failed": failed}
    )
    return respond(200 if not failed else 207, removed=removed, failed=failed)
