import json
import os
from collections import Counter

import boto3

table = boto3.resource("dynamodb").Table(os.environ.get("BADGES_TABLE", "badges"))
metrics = boto3.client("cloudwatch")


def store(user, count):
    table.update_item(
        Key={"user": user},
        UpdateExpression="ADD unread :n",
        ExpressionAttributeValues={":n": count},
    )


def handler(event, context):
    unread = Counter()
    for record in event["Records"]:
        message = json.loads(record["body"])
        for user in message["recipients"]:
            unread[str(user)] += 1

    for user, count in unread.items():
        store(user, count)
    metrics.put_metric_data(
        Namespace="Chat",
        MetricData=[{"MetricName": "Unread", "Value": sum(unread.values()), "Unit": "Count"}],
    )
