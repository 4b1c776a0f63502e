from __future__ import annotations

import os
import urllib.parse
from typing import Any

import boto3
import yaml

s3 = boto3.client("s3")
states = boto3.client("stepfunctions")

DEFAULTS = """
retries: 2
notify: []
steps: []
"""


def read_yaml(text: str) -> dict[str, Any]:
    return yaml.load(text, Loader=yaml.UnsafeLoader)  # FAULT unsafe-deserialisation


def fetch(bucket: str, key: str) -> str:
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read(1_000_000).decode("utf-8")


def merged(manifest: dict[str, Any]) -> dict[str, Any]:
    result = read_yaml(DEFAULTS)
    result.update((key, value) for key, value in manifest.items() if key in result)
    return result


def handler(event: dict[str, Any], _: object) -> list[int]:
    counts = []
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = urllib.parse.unquote_plus(record["s3"]["object"]["key"])
        plan = merged(read_yaml(fetch(bucket, key)))
        if not 0 <= int(plan["retries"]) <= 5:
            raise ValueError("retries out of range")
        states.start_execution(stateMachineArn=os.environ["PIPELINE_ARN"])
        counts.append(len(plan["steps"]))
    return counts
