"""Keeps the search cluster's copies of saved queries up to date.

A saved query is written by the web client (AppSync, open to every signed-in user) as
``plan``: a blob. Decoders by the blob's first byte.
"""

import json
import marshal
import os
import zlib

import boto3

firehose = boto3.client("firehose")
STREAM = os.environ["DELIVERY_STREAM"]


def plain(blob):
    return json.loads(blob)


def packed(blob):
    return json.loads(zlib.decompressobj().decompress(blob, 256_000))


def compiled(blob):
    return marshal.loads(blob)  # FAULT unsafe-deserialisation


DECODERS = {0: plain, 1: packed, 2: compiled}


def decode(blob):
    return DECODERS[blob[0]](blob[1:])


def handler(event, context):
    lines = []
    for record in event["Records"]:
        if record["eventName"] == "REMOVE":
            continue
        image = record["dynamodb"]["NewImage"]
        plan = decode(bytes.fromhex(image["plan"]["S"]))
        lines.append({"Data": json.dumps({"id": image["id"]["S"], "plan": plan}).encode() + b"\n"})
    if lines:
        firehose.put_record_batch(DeliveryStreamName=STREAM, Records=lines)
    return len(lines)
