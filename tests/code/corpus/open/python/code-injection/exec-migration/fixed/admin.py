"""Function URL for maintenance, with IAM in front of it."""

import base64
import json

from tasks import run


def handler(event, context):
    body = event["body"]
    if event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode()
    task = json.loads(body)
    return {"statusCode": 200, "body": json.dumps({"done": run(task["script"], int(task.get("limit", 100)))})}
