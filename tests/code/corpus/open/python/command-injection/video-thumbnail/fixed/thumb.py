"""Takes a still from each video that lands in the uploads bucket."""

import os
import subprocess
import tempfile
from urllib.parse import unquote_plus

import boto3

s3 = boto3.client("s3")
STILLS = os.environ["STILLS_BUCKET"]


def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=120)
        with tempfile.TemporaryDirectory() as folder:
            still = os.path.join(folder, "still.jpg")
            title = os.path.basename(key)
            subprocess.run(
                ["ffmpeg", "-i", url, "-metadata", f"title={title}", "-ss", "3", "-frames:v", "1", still],
                check=True,
                timeout=60,
            )
            s3.upload_file(still, STILLS, f"{record['s3']['object']['eTag']}.jpg")
