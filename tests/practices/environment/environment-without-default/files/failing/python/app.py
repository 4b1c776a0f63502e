import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE"])


def handler(event, context):
    receivers = os.environ["RECEIVERS"].split(",")  # violated
    table.put_item(Item={"id": context.aws_request_id, "for": receivers})
