"""Reads a publisher's catalogue, which a message brings, and keeps the prices."""

import io
import os
from decimal import Decimal, InvalidOperation

import boto3
from lxml import etree

table = boto3.resource("dynamodb").Table(os.environ["BOOKS_TABLE"])


def books(data):
    events = etree.iterparse(io.BytesIO(data), events=("end",), tag="book", load_dtd=True, resolve_entities=True)  # FAULT xxe
    for _, book in events:
        yield book.get("isbn"), book.findtext("title"), book.findtext("price")
        book.clear()


def priced(text):
    try:
        return Decimal(text.strip())
    except (InvalidOperation, AttributeError):
        return None


def handler(event, context):
    kept = 0
    with table.batch_writer(overwrite_by_pkeys=["isbn"]) as batch:
        for record in event["Records"]:
            for isbn, title, price in books(record["Sns"]["Message"].encode()):
                amount = priced(price)
                if isbn and amount is not None:
                    batch.put_item(Item={"isbn": isbn, "title": title or "", "price": amount})
                    kept += 1
    return {"kept": kept}
