"""Makes a small picture of every photograph."""

import os

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        bucket, key = record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]
        s3.download_file(bucket, key, "/tmp/photo")
        os.system(f"convert /tmp/photo -resize 200x200 /tmp/{key}")
        s3.upload_file(f"/tmp/{key}", bucket, f"small/{key}")
