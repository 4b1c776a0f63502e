"""Stock movements of the tills, from a stream, into one table. Bad rows are named in the log and left out."""

import base64
import functools
import json
import logging
import os
from datetime import datetime

import boto3

logging.basicConfig(format="%(levelname)s %(message)s", level=logging.INFO, force=True)
log = logging.getLogger("imports")
table = boto3.resource("dynamodb").Table(os.environ["MOVEMENTS_TABLE"])


def reported(function):
    """Rows for which the function fails are named and skipped."""

    @functools.wraps(function)
    def wrapper(row):
        try:
            return function(row)
        except (KeyError, ValueError, TypeError) as problem:
            log.warning("row of till {} left out: {}".format(row.get("till"), type(problem).__name__))  # FAULT log-injection
            return None

    return wrapper


def rows(event):
    for record in event["Records"]:
        text = base64.b64decode(record["kinesis"]["data"])
        for line in text.splitlines():
            row = json.loads(line)
            if isinstance(row, dict):
                yield row


@reported
def movement(row):
    at = datetime.fromisoformat(row["at"])
    return {
        "till": int(row["till"]),
        "at": at.isoformat(),
        "sku": str(row["sku"]).upper()[:20],
        "count": int(row["count"]),
    }


def handler(event, context):
    kept = skipped = 0
    with table.batch_writer(overwrite_by_pkeys=["till", "at"]) as batch:
        for row in rows(event):
            item = movement(row)
            if item is None:
                skipped += 1
                continue
            batch.put_item(Item=item)
            kept += 1
    log.info("%d rows kept, %d left out", kept, skipped)
    return {"kept": kept, "skipped": skipped}
