"""POST /members joins the club."""

import hashlib
import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["MEMBERS_TABLE"])


def hashed(password, salt):
    return hashlib.scrypt(password.encode(), salt=salt, n=16384, r=8, p=1).hex()


def avatar(mail):
    return f"https://avatars.example/{hashlib.md5(mail.encode(), usedforsecurity=False).hexdigest()}"


def handler(event, context):
    form = json.loads(event["body"])
    salt = os.urandom(16)
    table.put_item(
        Item={
            "mail": form["mail"],
            "salt": salt.hex(),
            "password": hashed(form["password"], salt),
            "avatar": avatar(form["mail"]),
        },
        ConditionExpression="attribute_not_exists(mail)",
    )
    return {"statusCode": 201, "body": json.dumps({"avatar": avatar(form["mail"])})}
