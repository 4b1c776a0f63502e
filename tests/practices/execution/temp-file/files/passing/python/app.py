import os
import tempfile

import boto3

s3 = boto3.client("s3")


def model():
    if not os.path.exists("/tmp/model.bin"):
        s3.download_file("models", "model.bin", "/tmp/model.bin")
    return "/tmp/model.bin"


def handler(event, context):
    with tempfile.TemporaryDirectory() as folder, open(f"{folder}/order.json", "w") as file:
        file.write(event["body"])
    target = f"/tmp/{context.aws_request_id}.pdf"
    s3.download_file("invoices", "latest.pdf", target)
    try:
        with open("/tmp/order.json", "w") as file:
            file.write(event["body"])
    finally:
        os.remove("/tmp/order.json")
    with open("/tmp/word-list.txt") as words:
        return {"statusCode": 200, "body": model() + words.read()}
