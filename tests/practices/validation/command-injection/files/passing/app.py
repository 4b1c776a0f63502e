import json
import subprocess


def pages(name):
    return subprocess.check_output(["pdfinfo", f"/mnt/scans/{int(name)}.pdf"])


def handler(event, context):
    body = json.loads(event["body"])
    return {"statusCode": 200, "body": pages(body["scan"]).decode()}
