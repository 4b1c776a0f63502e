"""Keeps the last reading of each thermostat."""

import os
from decimal import Decimal

import boto3

TABLE = os.environ.get("THERMOSTATS_TABLE", "thermostats")


def handler(event, context):
    table = boto3.resource("dynamodb").Table(TABLE)  # FAULT client-per-invocation
    table.put_item(
        Item={
            "thermostat": str(event["thermostat"]),
            "celsius": Decimal(str(event["celsius"])),
            "at": int(event["at"]),
        }
    )
