import json
import uuid

import store


def handler(event, context):
    body = json.loads(event["body"])
    order = {"id": str(uuid.uuid4()), "customer": body["customer"], "lines": body["lines"]}
    store.save(order)
    return {"statusCode": 201, "body": json.dumps({"id": order["id"]})}
