"""Features from partner banks: one file a day each, in the format the partner chose.

The upload bucket is open to the partners' roles; a file's suffix tells its format.
"""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote_plus

import aioboto3
import pandas as pd

OUTPUT = os.environ["FEATURES_BUCKET"]
REQUIRED = ["customer", "day", "balance", "transfers"]


def read_csv(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), parse_dates=["day"])


def read_parquet(data: bytes) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(data))


def read_feather(data: bytes) -> pd.DataFrame:
    return pd.read_feather(io.BytesIO(data))


READERS: dict[str, Callable[[bytes], pd.DataFrame]] = {
    ".csv": read_csv,
    ".parquet": read_parquet,
    ".feather": read_feather,
}


def features(frame: pd.DataFrame) -> pd.DataFrame:
    missing = [column for column in REQUIRED if column not in frame]
    if missing:
        raise ValueError(f"{len(missing)} columns are missing")
    grouped = frame[REQUIRED].sort_values("day").groupby("customer")
    result = grouped.agg(balance=("balance", "last"), mean=("balance", "mean"), transfers=("transfers", "sum"))
    return result.reset_index()


async def convert(s3: Any, record: dict[str, Any]) -> str | None:
    bucket = record["s3"]["bucket"]["name"]
    key = unquote_plus(record["s3"]["object"]["key"])
    reader = READERS.get(PurePosixPath(key).suffix)
    if reader is None:
        return None
    answer = await s3.get_object(Bucket=bucket, Key=key)
    frame = features(reader(await answer["Body"].read()))
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    target = f"features/{record['s3']['object']['sequencer']}.parquet"
    await s3.put_object(Bucket=OUTPUT, Key=target, Body=out.getvalue())
    return target


async def convert_all(records: list[dict[str, Any]]) -> list[str | None]:
    async with aioboto3.Session().client("s3") as s3:
        return list(await asyncio.gather(*(convert(s3, record) for record in records)))


def handler(event: dict[str, Any], context: Any) -> list[str | None]:
    return asyncio.run(convert_all(event["Records"]))
