"""Sorts incoming mail into folders. Users write their own filters, with * for anything."""

from __future__ import annotations

import json
import os
import re
from typing import Any, NamedTuple

import boto3

table = boto3.resource("dynamodb").Table(os.environ["MAIL_TABLE"])


class Filter(NamedTuple):
    pattern: re.Pattern[str]
    folder: str


def glob(text: str) -> re.Pattern[str]:
    """A pattern in which only the star means something, and at most twice: then it can't run away."""
    parts = [re.escape(part) for part in text.split("*", 2)]
    return re.compile("^" + ".*".join(parts) + "$")


def compiled(filters: list[dict[str, str]]) -> list[Filter]:
    return [Filter(glob(each["subject"]), each["folder"]) for each in filters]


def folder_for(subject: str, filters: list[Filter]) -> str:
    for pattern, folder in filters:
        if pattern.match(subject):
            return folder
    return "inbox"


def handler(event: dict[str, Any], context: object) -> None:
    for record in event["Records"]:
        mail = json.loads(record["Sns"]["Message"])
        filters = compiled(mail["filters"])
        table.put_item(
            Item={"mailbox": mail["to"], "id": mail["id"], "folder": folder_for(mail["subject"], filters)}
        )
