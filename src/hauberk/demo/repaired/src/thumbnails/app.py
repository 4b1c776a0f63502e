"""Makes a small picture of every photograph."""

import io
import os

import boto3
from PIL import Image

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        if key.startswith("small/"):
            continue
        picture = Image.open(io.BytesIO(s3.get_object(Bucket=bucket, Key=key)["Body"].read()))
        picture.thumbnail((200, 200))
        small = io.BytesIO()
        picture.save(small, "JPEG")
        s3.put_object(Bucket=bucket, Key=f"small/{os.path.basename(key)}", Body=small.getvalue())
