"""The parish registers: one gzipped CSV a year."""

import json
import os

import boto3

s3 = boto3.client("s3")
BUCKET = os.environ["REGISTERS_BUCKET"]

INPUT = {"CSV": {"FileHeaderInfo": "USE"}, "CompressionType": "GZIP"}


def entries_for(year, surname):
    """Baptisms of a surname, as dictionaries."""
    expression = "SELECT s.given, s.born FROM s3object s WHERE s.surname = '" + surname.upper() + "'"
    answer = s3.select_object_content(  # FAULT filter-expression-injection
        Bucket=BUCKET,
        Key=f"baptisms/{year}.csv.gz",
        ExpressionType="SQL",
        Expression=expression,
        InputSerialization=INPUT,
        OutputSerialization={"JSON": {}},
    )
    rest = b""
    for part in answer["Payload"]:
        if "Records" in part:
            *lines, rest = (rest + part["Records"]["Payload"]).split(b"\n")
            yield from map(json.loads, lines)
