"""Frees seats of a cancelled booking. Cancellations come from partners' systems through a topic."""

import json

import boto3

dynamodb = boto3.client("dynamodb")


def chunks(items, size=25):
    for start in range(0, len(items), size):
        yield items[start : start + size]


def released(show, seat):
    return {
        "Statement": "UPDATE seats SET holder = '' WHERE show = ? AND seat = ?",
        "Parameters": [{"S": show}, {"S": seat}],
    }


def handler(event, context):
    for record in event["Records"]:
        message = json.loads(record["Sns"]["Message"])
        seats = message["seats"]
        for part in chunks(seats):
            answer = dynamodb.batch_execute_statement(
                Statements=[released(message["show"], seat) for seat in part],
            )
            errors = [response["Error"]["Code"] for response in answer["Responses"] if "Error" in response]
            if errors:
                raise RuntimeError(f"{len(errors)} seats weren't released")
