import json
import subprocess


def pages(name):
    return subprocess.check_output(f"pdfinfo /mnt/scans/{name}.pdf", shell=True)  # violated


def handler(event, context):
    body = json.loads(event["body"])
    return {"statusCode": 200, "body": pages(body["scan"]).decode()}
