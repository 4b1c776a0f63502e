"""Prints labels."""

import json
import pickle
import base64


def handler(event, context):
    for record in event["Records"]:
        order = pickle.loads(base64.b64decode(json.loads(record["body"])["order"]))
        print("label for", order)
