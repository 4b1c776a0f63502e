"""Moves documents that nobody has touched for long to cold storage."""

import os
from datetime import datetime, timedelta, timezone

import boto3

s3 = boto3.client("s3")
KEEP_HOT = ("contracts/", "templates/")


def movable(entry, before):
    if entry["StorageClass"] != "STANDARD" or entry["Key"].startswith(KEEP_HOT):
        return False
    return entry["LastModified"] < before and entry["Size"] > 128 * 1024


def old(bucket, before):
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for entry in page.get("Contents", []):
            if movable(entry, before):
                yield entry["Key"]


def handler(event, context):
    bucket = os.environ.get("DOCUMENTS_BUCKET", "documents")
    days = int(os.environ.get("RETENTION_DAYS", "400"))
    before = datetime.now(timezone.utc) - timedelta(days=days)
    moved = 0
    for key in old(bucket, before):
        s3.copy_object(
            Bucket=bucket, Key=key, CopySource={"Bucket": bucket, "Key": key}, StorageClass="GLACIER_IR"
        )
        moved += 1
    return {"moved": moved}
