"""Frees the seats of a cancelled booking.

``BookingCancelled`` comes from the partner bus: any ticket shop may put one.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import Any, Iterator

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.data_classes import EventBridgeEvent, event_source

logger = Logger()
dynamodb = boto3.client("dynamodb")
SEATS = os.environ["SEATS_TABLE"]
BATCH = 25


def chunks(statements: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(statements)
    while chunk := list(islice(rest, BATCH)):
        yield chunk


def statements(show: str, seats: list[str]) -> list[dict[str, Any]]:
    made = []
    for seat in seats:
        made.append(
            {
                "Statement": "UPDATE \"{}\" SET holder = '' WHERE show = '{}' AND seat = '{}'".format(SEATS, show, seat),
            }
        )
    return made


@logger.inject_lambda_context
@event_source(data_class=EventBridgeEvent)
def on_booking_cancelled(event: EventBridgeEvent, context: Any) -> dict[str, int]:
    failed = 0
    updates = statements(event.detail["show"], event.detail["seats"])
    for chunk in chunks(updates):
        outcome = dynamodb.batch_execute_statement(Statements=chunk)  # FAULT partiql-injection
        failed += sum("Error" in response for response in outcome["Responses"])
    if failed:
        logger.warning("seats not released", extra={"failed": failed})
    return {"released": len(updates) - failed}
