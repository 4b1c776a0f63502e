"""POST /login for the staff app. Terminals have no keyboard: badge and PIN come from a reader."""

import json
import os
import secrets
import time

from pymongo import MongoClient

client = MongoClient(os.environ["MONGO_URI"], tls=True, maxPoolSize=1)
staff = client.get_default_database().staff
sessions = client.get_default_database().sessions

HOURS = 3600


def reply(status, **content):
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(content)}


def handler(event, context):
    credentials = json.loads(event.get("body") or "{}")
    if "badge" not in credentials or "pin" not in credentials:
        return reply(400, error="badge and pin, please")

    # As text and nothing but text: {"$gt": ""} is a PIN that everyone has.
    person = staff.find_one({"badge": str(credentials["badge"]), "pin": str(credentials["pin"])})
    if person is None:
        time.sleep(0.4)
        return reply(401, error="unknown badge or wrong pin")

    token = secrets.token_urlsafe(32)
    sessions.insert_one({"token": token, "person": person["_id"], "until": time.time() + 9 * HOURS})
    return reply(200, token=token)
