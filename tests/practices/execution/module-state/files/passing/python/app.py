import json
import os

import boto3

client = None
count = 0
users = {}


def table():
    global client
    if client is None:
        client = boto3.resource("dynamodb")
    return client.Table(os.environ["TABLE"])


def handler(event, context):
    global count
    count += 1
    number = json.loads(event["body"])["user"]
    if number not in users:
        users[number] = table().get_item(Key={"id": number})["Item"]
    return {"statusCode": 200, "body": json.dumps([users[number], count])}
