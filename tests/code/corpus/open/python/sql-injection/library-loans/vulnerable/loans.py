"""Behind the library's load balancer: what a reader has borrowed."""

import json
import sqlite3

DATABASE = "/mnt/efs/library.sqlite3"
FORBIDDEN = ("drop ", "delete ", "insert ", "--", ";")


class Refused(Exception):
    pass


def harmless(text):
    if any(word in text.lower() for word in FORBIDDEN):
        raise Refused
    return text


def loans_of(card):
    library = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)
    try:
        cursor = library.execute("SELECT title, due FROM loans JOIN books USING (isbn) WHERE card = '{}'".format(card))  # FAULT sql-injection
        return [{"title": title, "due": due} for title, due in cursor]
    finally:
        library.close()


def handler(event, context):
    card = event["queryStringParameters"].get("card", "")
    try:
        loans = loans_of(harmless(card))
    except Refused:
        return {"statusCode": 400, "statusDescription": "400 Bad Request", "isBase64Encoded": False, "body": ""}
    return {
        "statusCode": 200,
        "statusDescription": "200 OK",
        "isBase64Encoded": False,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(loans),
    }
