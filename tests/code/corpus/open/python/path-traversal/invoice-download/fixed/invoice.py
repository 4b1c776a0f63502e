"""GET /invoices/{name}: invoices lie on a file system that accounting fills."""

import base64
import os

ROOT = "/mnt/invoices"


def handler(event, context):
    name = event["pathParameters"]["name"]
    path = os.path.realpath(os.path.join(ROOT, name))
    if not path.startswith(ROOT + os.sep) or not path.endswith(".pdf"):
        return {"statusCode": 404, "body": ""}
    with open(path, "rb") as file:
        content = file.read()
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/pdf", "Cache-Control": "private"},
        "body": base64.b64encode(content).decode(),
        "isBase64Encoded": True,
    }
