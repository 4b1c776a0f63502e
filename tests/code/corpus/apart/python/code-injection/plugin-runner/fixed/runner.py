"""Runs nightly reports on demand. The operators' chat bot publishes ``<report> <day>``."""

import json
import os
from datetime import date

import boto3

from reports import refunds, revenue

REPORTS = {"revenue": revenue.report, "refunds": refunds.report}

s3 = boto3.resource("s3")
bucket = s3.Bucket(os.environ["REPORTS_BUCKET"])


def split(command):
    target, _, day = command.partition(" ")
    return target, day


def handler(event, context):
    for record in event["Records"]:
        name, day = split(record["Sns"]["Message"])
        report = REPORTS[name]
        when = date.fromisoformat(day) if day else date.today()
        bucket.put_object(
            Key=f"{when:%Y/%m/%d}/{record['Sns']['MessageId']}.json",
            Body=json.dumps(report(when), default=str).encode(),
            ContentType="application/json",
        )
