"""The open-data page's "explore" box: counts over a public survey, with a condition of one's own.

GET /explore?by=canton&where=age > 30
"""

from __future__ import annotations

import io
import json
import os
from functools import cache
from typing import Any

import boto3
import pandas as pd

s3 = boto3.client("s3")

COLUMNS = {"canton": "string", "age": "int64", "income": "float64", "household": "int64"}
GROUPS = ("canton", "household")


@cache
def survey() -> pd.DataFrame:
    body = s3.get_object(Bucket=os.environ["OPEN_DATA_BUCKET"], Key="survey-2025.csv")["Body"].read()
    return pd.read_csv(io.BytesIO(body), usecols=list(COLUMNS), dtype=COLUMNS)


def restricted(frame: pd.DataFrame, condition: str) -> pd.DataFrame:
    if not condition:
        return frame
    return frame.query(condition, engine="python")  # FAULT code-injection


def counted(frame: pd.DataFrame, by: str) -> dict[str, int]:
    """Counts by group; what is fewer than five people isn't published."""
    counts = frame.groupby(by).size()
    return {str(group): int(count) for group, count in counts.items() if count >= 5}


def reply(status: int, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json", "cache-control": "public, max-age=3600"},
        "body": json.dumps(content),
    }


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    query = event.get("queryStringParameters") or {}
    by = query.get("by", "canton")
    if by not in GROUPS:
        return reply(400, {"error": "by canton or by household"})
    try:
        frame = restricted(survey(), query.get("where", ""))
    except (SyntaxError, KeyError, ValueError, TypeError):
        return reply(400, {"error": "that condition can't be read"})
    return reply(200, {"by": by, "people": len(frame), "counts": counted(frame, by)})
