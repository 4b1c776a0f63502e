import json
import os

import boto3

TABLES = ["claims", "members"]
CLIENTS = {name: boto3.client(name) for name in ("dynamodb", "s3")}


def items(table):
    pages = CLIENTS["dynamodb"].get_paginator("scan").paginate(TableName=table)
    for page in pages:
        yield from page["Items"]


def handler(event, context):
    stage = os.environ["STAGE"]
    for name in TABLES:
        body = "\n".join(json.dumps(item) for item in items(f"{stage}-{name}"))
        CLIENTS["s3"].put_object(Bucket=os.environ["DUMPS"], Key=f"{name}.jsonl", Body=body.encode())
