import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE"])
REGION = os.environ["AWS_REGION"]
SENDER = os.environ["SENDER"] if "SENDER" in os.environ else "shop@shop.example"


def subject():
    try:
        return os.environ["SUBJECT"]
    except KeyError:
        return "An order"


def handler(event, context):
    receivers = os.environ.get("RECEIVERS", "shop@shop.example").split(",")
    table.put_item(
        Item={"id": context.aws_request_id, "for": receivers, "from": SENDER, "in": REGION, "subject": subject()}
    )
