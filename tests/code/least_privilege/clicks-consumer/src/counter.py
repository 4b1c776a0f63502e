import base64
import json
import os
from collections import Counter

import boto3

client = boto3.client("dynamodb")


def pages(event):
    for record in event["Records"]:
        yield json.loads(base64.b64decode(record["kinesis"]["data"]))["page"]


def handler(event, context):
    for page, clicks in Counter(pages(event)).items():
        client.update_item(
            TableName=os.environ["COUNTS"],
            Key={"page": {"S": page}},
            UpdateExpression="ADD clicks :n",
            ExpressionAttributeValues={":n": {"N": str(clicks)}},
        )
