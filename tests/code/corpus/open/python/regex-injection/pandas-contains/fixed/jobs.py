"""GET /jobs?title=…&place=…: open jobs, out of a file that comes with the function."""

import json
from pathlib import Path

import pandas as pd

jobs = pd.read_json(Path(__file__).with_name("jobs.json"))
LONGEST = 40


def matching(frame, column, words):
    hits = frame[column].str.contains(words, case=False, na=False, regex=False)
    return frame[hits]


def handler(event, context):
    query = event.get("queryStringParameters") or {}
    title, place = query.get("title", ""), query.get("place", "")
    if len(title) > LONGEST:
        return {"statusCode": 400, "body": json.dumps({"message": "too many words"})}

    found = jobs
    if title:
        found = found[found["title"].str.startswith(title)]
    if place:
        found = matching(found, "place", place)
    page = found.sort_values("posted", ascending=False).head(20)
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": page.to_json(orient="records", date_format="iso"),
    }
