import io
import os
from urllib.parse import unquote_plus

import boto3
from PIL import Image

s3 = boto3.client("s3")
THUMBNAILS = os.environ["THUMBNAILS"]


def shrink(data):
    picture = Image.open(data)
    picture.thumbnail((256, 256))
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out


def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        body = s3.get_object(Bucket=bucket, Key=key)["Body"]
        small = shrink(io.BytesIO(body.read()))
        s3.upload_fileobj(small, THUMBNAILS, f"small/{key}.png", ExtraArgs={"ContentType": "image/png"})
