import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ADDRESSES_TABLE"])


def remove(address):
    table.delete_item(Key={"address": address.lower()})
