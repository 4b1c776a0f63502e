"""Lists the buckets of a tenant who signed up on the web page."""

import json
import os

import boto3

sts = boto3.client("sts")
table = boto3.resource("dynamodb").Table(os.environ["INVENTORY_TABLE"])


def session_for(role, tenant):
    if not role.startswith("arn:aws:iam::"):
        return None
    keys = sts.assume_role(RoleArn=role, RoleSessionName=f"inventory-{tenant}", ExternalId=str(tenant))["Credentials"]  # FAULT sdk-parameter
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


def handler(event, context):
    for record in event["Records"]:
        tenant = json.loads(record["body"])
        session = session_for(tenant["role"], int(tenant["id"]))
        if session is None:
            continue
        names = [bucket["Name"] for bucket in session.client("s3").list_buckets()["Buckets"]]
        table.put_item(Item={"tenant": int(tenant["id"]), "buckets": names})
