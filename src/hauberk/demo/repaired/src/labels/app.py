"""Prints labels."""

import json


def handler(event, context):
    for record in event["Records"]:
        order = json.loads(record["body"])
        if not isinstance(order.get("parcel"), str):
            raise ValueError("an order without a parcel")
        print(json.dumps({"label": order["parcel"]}))
