import json

from store import of_customer


def handler(event, context):
    orders = of_customer(event["pathParameters"]["customer"])
    return {"statusCode": 200, "body": json.dumps(orders, default=str)}
