"""Turns a statement into a PDF and puts it into the customer's folder."""

import json
import os
import subprocess

import boto3

s3 = boto3.client("s3")


def printed(statement, target):
    text = "\n".join(f"{int(line['day']):02d}  {float(line['amount']):12.2f}" for line in statement["lines"])
    subprocess.run(["enscript", "--quiet", "--output", target, "-"], input=text.encode(), check=True)


def handler(event, context):
    for record in event["Records"]:
        statement = json.loads(record["Sns"]["Message"])
        account = int(statement["account"])
        target = f"/tmp/statement-{account}.ps"  # FAULT temp-file
        printed(statement, target)
        s3.upload_file(target, os.environ["STATEMENTS"], f"{account}/latest.ps")
