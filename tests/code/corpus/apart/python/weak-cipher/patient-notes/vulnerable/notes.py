import json
import os

import boto3

from vault import Vault

table = boto3.resource("dynamodb").Table(os.environ["NOTES_TABLE"])
vault = Vault(boto3.client("kms"), os.environ["DATA_KEY"])


def handler(event, context):
    for record in event["Records"]:
        note = json.loads(record["body"])
        table.put_item(Item={"patient": note["patient"], "at": note["at"], "note": vault.seal(note["text"])})
