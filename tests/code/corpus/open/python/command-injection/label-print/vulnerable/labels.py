"""Makes the code that is glued on a parcel."""

import html
import json
import shlex
import subprocess
import uuid

import boto3

s3 = boto3.resource("s3")

COMMAND = "qrencode --level=M --output={target} -- {text}"


def safe(text):
    return "'" + html.escape(text.strip()) + "'"


def render(name, street, town):
    target = f"/tmp/{uuid.uuid4()}.png"
    text = safe(", ".join((name, street, town))[:400])
    subprocess.run(COMMAND.format(text=text, target=shlex.quote(target)), shell=True, check=True)  # FAULT command-injection
    return target


def handler(event, context):
    for record in event["Records"]:
        parcel = json.loads(record["body"])
        target = render(parcel["name"], parcel["street"], parcel["town"])
        s3.Bucket("shop-labels").upload_file(target, f"{record['messageId']}.png")
