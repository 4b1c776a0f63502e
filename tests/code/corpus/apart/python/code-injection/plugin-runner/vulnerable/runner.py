"""Runs nightly reports on demand. The operators' chat bot publishes ``<module>:<function> <day>``."""

import importlib
import json
import os
from datetime import date

import boto3

s3 = boto3.resource("s3")
bucket = s3.Bucket(os.environ["REPORTS_BUCKET"])


def split(command):
    target, _, day = command.partition(" ")
    module, _, function = target.partition(":")
    return module, function or "report", day


def handler(event, context):
    for record in event["Records"]:
        module, function, day = split(record["Sns"]["Message"])
        report = getattr(importlib.import_module(module), function)  # FAULT code-injection
        when = date.fromisoformat(day) if day else date.today()
        bucket.put_object(
            Key=f"{when:%Y/%m/%d}/{record['Sns']['MessageId']}.json",
            Body=json.dumps(report(when), default=str).encode(),
            ContentType="application/json",
        )
