import subprocess
import tempfile

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    with open("/tmp/order.json", "w") as file:  # violated
        file.write(event["body"])
    target = f"/tmp/invoice-{int(event['body'])}.pdf"  # violated
    subprocess.run(["print", "--output", target], check=True)
    s3.upload_file(target, "invoices", "latest.pdf")
    return {"statusCode": 200, "body": tempfile.mktemp()}  # violated
