"""Turns a statement into a PDF and puts it into the customer's folder."""

import json
import os
import subprocess
import tempfile

import boto3

s3 = boto3.client("s3")


def printed(statement, target):
    text = "\n".join(f"{int(line['day']):02d}  {float(line['amount']):12.2f}" for line in statement["lines"])
    subprocess.run(["enscript", "--quiet", "--output", target, "-"], input=text.encode(), check=True)


def handler(event, context):
    for record in event["Records"]:
        statement = json.loads(record["Sns"]["Message"])
        account = int(statement["account"])
        with tempfile.NamedTemporaryFile(suffix=".ps") as target:
            printed(statement, target.name)
            s3.upload_file(target.name, os.environ["STATEMENTS"], f"{account}/latest.ps")
