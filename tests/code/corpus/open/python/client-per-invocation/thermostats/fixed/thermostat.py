"""Keeps the last reading of each thermostat."""

import os
from decimal import Decimal

import boto3

table = boto3.resource("dynamodb").Table(os.environ.get("THERMOSTATS_TABLE", "thermostats"))


def handler(event, context):
    table.put_item(
        Item={
            "thermostat": str(event["thermostat"]),
            "celsius": Decimal(str(event["celsius"])),
            "at": int(event["at"]),
        }
    )
