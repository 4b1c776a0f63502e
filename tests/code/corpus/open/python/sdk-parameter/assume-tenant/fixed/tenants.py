"""Lists the buckets of a tenant who signed up on the web page."""

import json
import os
import re

import boto3

sts = boto3.client("sts")
table = boto3.resource("dynamodb").Table(os.environ["INVENTORY_TABLE"])
ROLE = re.compile(r"arn:aws:iam::\d{12}:role/inventory-reader")


def session_for(role, tenant):
    if ROLE.fullmatch(role) is None:
        return None
    keys = sts.assume_role(RoleArn=role, RoleSessionName=f"inventory-{tenant}", ExternalId=str(tenant))["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


def handler(event, context):
    for record in event["Records"]:
        tenant = json.loads(record["body"])
        session = session_for(tenant["role"], int(tenant["id"]))
        if session is None:
            continue
        names = [bucket["Name"] for bucket in session.client("s3").list_buckets()["Buckets"]]
        table.put_item(Item={"tenant": int(tenant["id"]), "buckets": names})
