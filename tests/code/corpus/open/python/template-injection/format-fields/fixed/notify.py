"""Tells a user of changes, in words that the user chose."""

import os
from string import Formatter

import boto3

sns = boto3.client("sns")
PLAIN = {"item", "state", "who"}


class Change:
    def __init__(self, image):
        self.item = image["item"]["S"]
        self.state = image["state"]["S"]
        self.who = image.get("who", {}).get("S", "somebody")


def writer(pattern):
    names = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    if not names <= PLAIN:
        pattern = "{item} is {state}"

    def write(change):
        return pattern.format_map({"item": change.item, "state": change.state, "who": change.who})

    return write


def handler(event, context):
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage")
        if image is None:
            continue
        write = writer(image["pattern"]["S"])
        sns.publish(TopicArn=os.environ["CHANGES_TOPIC"], Message=write(Change(image)))
