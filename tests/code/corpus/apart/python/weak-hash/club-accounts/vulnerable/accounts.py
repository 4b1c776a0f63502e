import hashlib
import hmac
import json
import os
import secrets

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ACCOUNTS_TABLE"])


class Account:
    def __init__(self, name, salt, digest):
        self.name, self.salt, self.digest = name, salt, digest

    @staticmethod
    def hash(password, salt):
        return hashlib.md5((salt + password).encode()).hexdigest()  # FAULT weak-hash

    @classmethod
    def create(cls, name, password):
        salt = secrets.token_hex(8)
        account = cls(name, salt, cls.hash(password, salt))
        table.put_item(Item=vars(account), ConditionExpression="attribute_not_exists(#n)", ExpressionAttributeNames={"#n": "name"})
        return account

    def accepts(self, password):
        return hmac.compare_digest(self.digest, self.hash(password, self.salt))


def handler(event, context):
    body = json.loads(event["body"])
    name, password = str(body["name"]), str(body["password"])
    if event["rawPath"] == "/register":
        Account.create(name, password)
        return {"statusCode": 201}
    item = table.get_item(Key={"name": name}).get("Item")
    if item and Account(item["name"], item["salt"], item["digest"]).accepts(password):
        return {"statusCode": 204}
    return {"statusCode": 401}
