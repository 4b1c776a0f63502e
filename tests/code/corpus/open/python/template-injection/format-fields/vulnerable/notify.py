"""Tells a user of changes, in words that the user chose."""

import os

import boto3

sns = boto3.client("sns")


class Change:
    def __init__(self, image):
        self.item = image["item"]["S"]
        self.state = image["state"]["S"]
        self.who = image.get("who", {}).get("S", "somebody")


def writer(pattern):
    def write(change):
        return pattern.format(change=change)  # FAULT template-injection

    return write


def handler(event, context):
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage")
        if image is None:
            continue
        write = writer(image["pattern"]["S"])
        sns.publish(TopicArn=os.environ["CHANGES_TOPIC"], Message=write(Change(image)))
