import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    feedback = json.loads(event["body"])
    if sorted(feedback) != ["id", "text"]:
        return {"statusCode": 400}
    table.put_item(Item=feedback)
    return {"statusCode": 201}
