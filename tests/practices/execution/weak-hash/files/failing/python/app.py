import hashlib
import json


def signature(order):
    return hashlib.md5(json.dumps(order).encode()).hexdigest()  # violated


def handler(event, context):
    form = json.loads(event["body"])
    kept = hashlib.sha256(form["password"].encode()).hexdigest()  # violated
    return {"statusCode": 200, "body": json.dumps({"kept": kept, "signature": signature(form)})}
