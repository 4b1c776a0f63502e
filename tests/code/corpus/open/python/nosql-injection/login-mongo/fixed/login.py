"""POST /kiosk/login: a member's number and PIN."""

import json
import os

from pymongo import MongoClient

members = MongoClient(os.environ["MONGO_URL"], maxPoolSize=1)["gym"]["members"]


def reply(status, body):
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}


def handler(event, context):
    body = json.loads(event["body"])
    number, pin = body.get("number"), body.get("pin")
    if not isinstance(number, str) or not isinstance(pin, str):
        return reply(400, {"message": "number and PIN, please"})

    member = members.find_one({"number": number, "pin": pin, "left": None}, {"_id": 0, "name": 1})
    if member is None:
        return reply(401, {"message": "no"})
    return reply(200, member)
