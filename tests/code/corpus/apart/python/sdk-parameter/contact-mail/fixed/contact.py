"""The contact form of the web site writes to the office."""

import json
import os
from email.headerregistry import Address
from email.message import EmailMessage

import boto3

ses = boto3.client("ses")
OFFICE = os.environ["OFFICE_ADDRESS"]
SENDER = os.environ["SENDER_ADDRESS"]


SUBJECTS = {"quote": "Contact: a quote, please", "visit": "Contact: a visit, please"}


def message(form):
    mail = EmailMessage()
    mail["From"] = f"Web site <{SENDER}>"
    mail["To"] = OFFICE
    mail["Reply-To"] = Address(addr_spec=form["email"])  # refuses what isn't one address
    mail["Subject"] = SUBJECTS.get(form.get("subject"), "Contact")
    mail.set_content(form["text"])
    return mail


def handler(event, context):
    form = json.loads(event["body"])
    if len(form["text"]) > 10_000:
        return {"statusCode": 413}
    ses.send_raw_email(Source=SENDER, Destinations=[OFFICE], RawMessage={"Data": message(form).as_bytes()})
    return {"statusCode": 202}
