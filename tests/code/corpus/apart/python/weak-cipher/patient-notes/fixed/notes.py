import json
import os
from datetime import datetime, timezone

import boto3

from vault import Vault

table = boto3.resource("dynamodb").Table(os.environ["NOTES_TABLE"])
vault = Vault(boto3.client("kms"), os.environ["DATA_KEY"])


def day_of(note):
    """Notes are filed by the day they were written, whatever the time zone of the tablet."""
    return datetime.fromisoformat(note["at"]).astimezone(timezone.utc).date().isoformat()


def handler(event, context):
    for record in event["Records"]:
        note = json.loads(record["body"])
        table.put_item(Item={"patient": note["patient"], "day": day_of(note), "note": vault.seal(note["text"])})
