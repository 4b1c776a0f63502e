"""Sorts incoming mail into the folders that users set up rules for."""

import base64
import json
import os
import re

import boto3

table = boto3.resource("dynamodb").Table(os.environ["MAIL_TABLE"])


def folder_of(mail):
    for rule in mail["rules"]:
        if re.search(rule["subject"], mail["subject"], re.IGNORECASE):  # FAULT regex-injection
            return rule["folder"]
    return "inbox"


def handler(event, context):
    with table.batch_writer() as batch:
        for record in event["Records"]:
            mail = json.loads(base64.b64decode(record["kinesis"]["data"]))
            batch.put_item(Item={"id": record["eventID"], "folder": folder_of(mail), "subject": mail["subject"]})
