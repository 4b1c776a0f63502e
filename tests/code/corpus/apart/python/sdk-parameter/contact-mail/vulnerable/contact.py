"""The contact form of the web site writes to the office."""

import json
import os

import boto3

ses = boto3.client("ses")
OFFICE = os.environ["OFFICE_ADDRESS"]
SENDER = os.environ["SENDER_ADDRESS"]


def message(form):
    headers = [
        ("From", f"Web site <{SENDER}>"),
        ("To", OFFICE),
        ("Reply-To", form["email"]),
        ("Subject", "Contact: " + form.get("subject", "(none)")),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    head = "\r\n".join(f"{name}: {value}" for name, value in headers)
    return head + "\r\n\r\n" + form["text"].replace("\n", "\r\n")


def handler(event, context):
    form = json.loads(event["body"])
    if len(form["text"]) > 10_000:
        return {"statusCode": 413}
    ses.send_raw_email(Source=SENDER, RawMessage={"Data": message(form).encode("utf-8")})  # FAULT sdk-parameter
    return {"statusCode": 202}
