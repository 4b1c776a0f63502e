"""Statistics of the tables that researchers upload."""

import io
import json
import os
from pathlib import PurePosixPath
from urllib.parse import unquote_plus

import boto3
import pandas as pd

s3 = boto3.client("s3")


def from_csv(data):
    return pd.read_csv(io.BytesIO(data), nrows=100_000)


def from_parquet(data):
    return pd.read_parquet(io.BytesIO(data))


def from_pickle(data):
    return pd.read_pickle(io.BytesIO(data))  # FAULT unsafe-deserialisation


READERS = {
    ".csv": from_csv,
    ".parquet": from_parquet,
    ".pkl": from_pickle,
}


def described(frame):
    numbers = frame.select_dtypes("number")
    return {"rows": len(frame), "means": {str(name): float(mean) for name, mean in numbers.mean().items()}}


def handler(event, context):
    for record in event["Records"]:
        key = unquote_plus(record["s3"]["object"]["key"])
        reader = READERS.get(PurePosixPath(key).suffix.lower())
        if reader is None:
            continue
        found = s3.get_object(Bucket=record["s3"]["bucket"]["name"], Key=key)
        s3.put_object(
            Bucket=os.environ["STATISTICS_BUCKET"],
            Key=f"{record['s3']['object']['eTag']}.json",
            Body=json.dumps(described(reader(found["Body"].read()))),
        )
