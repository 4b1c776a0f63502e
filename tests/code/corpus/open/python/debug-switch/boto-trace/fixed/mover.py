"""Moves papers from the inbox to the place that a clerk chose."""

import json
import logging
import os

import boto3

log = logging.getLogger(__name__)
log.setLevel(os.environ.get("LOG_LEVEL", "INFO"))
s3 = boto3.client("s3")
INBOX = os.environ.get("INBOX", "inbox")
PLACES = {"invoices": "paid/", "letters": "letters/", "other": "other/"}


def move(number, place):
    source = f"{int(number)}.pdf"
    s3.copy_object(Bucket=INBOX, CopySource={"Bucket": INBOX, "Key": source}, Key=PLACES[place] + source)
    s3.delete_object(Bucket=INBOX, Key=source)


def handler(event, context):
    for record in event["Records"]:
        choice = json.loads(record["body"])
        if choice.get("place") not in PLACES:
            log.warning("no such place")
            continue
        move(choice["number"], choice["place"])
