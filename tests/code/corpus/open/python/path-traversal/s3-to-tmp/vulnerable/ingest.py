"""Counts the lines of each CSV that a supplier uploads."""

import csv
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote_plus

import boto3

s3 = boto3.client("s3")
table = boto3.resource("dynamodb").Table(os.environ["COUNTS_TABLE"])


def lines(path):
    with path.open(newline="") as file:  # ALSO path-traversal
        return sum(1 for _ in csv.reader(file))


def handler(event, context):
    with TemporaryDirectory() as folder:
        for record in event["Records"]:
            key = unquote_plus(record["s3"]["object"]["key"])
            target = Path(folder) / key
            target.parent.mkdir(parents=True, exist_ok=True)  # ALSO path-traversal
            s3.download_file(record["s3"]["bucket"]["name"], key, str(target))  # FAULT path-traversal
            table.put_item(Item={"etag": record["s3"]["object"]["eTag"], "lines": lines(target)})
