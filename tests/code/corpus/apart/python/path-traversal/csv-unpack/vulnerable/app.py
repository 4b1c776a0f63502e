"""Uploaded price lists (CSV) become Parquet for the analysts."""

import os
import urllib.parse

import boto3
import pyarrow.csv
import pyarrow.parquet

s3 = boto3.client("s3")
OUTPUT = os.environ["OUTPUT_BUCKET"]
WORK = "/tmp/incoming"


def to_parquet(source, target):
    table = pyarrow.csv.read_csv(source)
    pyarrow.parquet.write_table(table, target, compression="zstd")


def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = urllib.parse.unquote_plus(record["s3"]["object"]["key"], encoding="utf-8")
        if not key.endswith(".csv"):
            continue

        local = os.path.join(WORK, key)
        os.makedirs(os.path.dirname(local), exist_ok=True)
        s3.download_file(bucket, key, local)  # FAULT path-traversal
        try:
            to_parquet(local, "/tmp/table.parquet")
            s3.upload_file("/tmp/table.parquet", OUTPUT, record["s3"]["object"]["eTag"] + ".parquet")
        finally:
            os.remove(local)
    return {"ok": True}
