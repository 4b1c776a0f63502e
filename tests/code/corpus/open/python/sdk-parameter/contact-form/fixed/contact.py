"""Function URL behind the contact form."""

import json
import os
from email.message import EmailMessage

import boto3

ses = boto3.client("ses")


def raw(form):
    message = EmailMessage()  # refuses line breaks in a header
    message["From"] = os.environ["SENDER"]
    message["To"] = os.environ["OFFICE"]
    message["Reply-To"] = form["mail"]
    message["Subject"] = form["subject"]
    message.set_content(form["text"])
    return bytes(message)


def handler(event, context):
    form = json.loads(event["body"])
    if not form.get("mail") or not form.get("subject"):
        return {"statusCode": 400}
    ses.send_raw_email(Destinations=[os.environ["OFFICE"]], RawMessage={"Data": raw(form)})
    return {"statusCode": 202}
