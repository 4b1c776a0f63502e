import json
import os
from collections import Counter

import boto3

TABLE = os.environ.get("BADGES_TABLE", "badges")


def store(user, count):
    table = boto3.resource("dynamodb").Table(TABLE)  # FAULT client-per-invocation
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

    metrics = boto3.client("cloudwatch")  # FAULT client-per-invocation
    for user, count in unread.items():
        store(user, count)
    metrics.put_metric_data(
        Namespace="Chat",
        MetricData=[{"MetricName": "Unread", "Value": sum(unread.values()), "Unit": "Count"}],
    )
