"""Uploaded price lists (CSV) become Parquet for the analysts."""

import os
import tempfile
import urllib.parse

import boto3
import pyarrow.csv
import pyarrow.parquet

s3 = boto3.client("s3")
OUTPUT = os.environ["OUTPUT_BUCKET"]


def to_parquet(source, target):
    table = pyarrow.csv.read_csv(source)
    pyarrow.parquet.write_table(table, target, compression="zstd")


def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = urllib.parse.unquote_plus(record["s3"]["object"]["key"], encoding="utf-8")
        if not key.endswith(".csv"):
            continue

        with tempfile.TemporaryDirectory() as work:
            local = os.path.join(work, "prices.csv")
            table = os.path.join(work, "prices.parquet")
            s3.download_file(bucket, key, local)
            to_parquet(local, table)
            s3.upload_file(table, OUTPUT, record["s3"]["object"]["eTag"] + ".parquet")
    return {"ok": True}
