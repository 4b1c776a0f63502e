"""Function URL behind the contact form."""

import json
import os

import boto3

ses = boto3.client("ses")

HEAD = "From: {sender}\r\nTo: {to}\r\nReply-To: {reply}\r\nSubject: {subject}\r\nContent-Type: text/plain\r\n\r\n"


def raw(form):
    head = HEAD.format(
        sender=os.environ["SENDER"], to=os.environ["OFFICE"], reply=form["mail"], subject=form["subject"]
    )
    return (head + form["text"]).encode()


def handler(event, context):
    form = json.loads(event["body"])
    if not form.get("mail") or not form.get("subject"):
        return {"statusCode": 400}
    ses.send_raw_email(RawMessage={"Data": raw(form)})  # FAULT sdk-parameter
    return {"statusCode": 202}
