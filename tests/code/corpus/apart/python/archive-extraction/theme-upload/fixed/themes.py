import io
import os
import zipfile
from urllib.parse import unquote_plus

import boto3

s3 = boto3.client("s3")
THEMES = "/mnt/shop/themes"
ALLOWED = (".css", ".js", ".svg", ".woff2", ".html")


def open_zip(bucket, key):
    body = s3.get_object(Bucket=bucket, Key=key)["Body"]
    return zipfile.ZipFile(io.BytesIO(body.read()))


def unpack(archive, folder):
    count = 0
    for entry in archive.infolist():
        if entry.is_dir() or not entry.filename.endswith(ALLOWED):
            continue
        archive.extract(entry, folder)  # drops drives, leading slashes and ".." of the entry's name
        count += 1
    return count


def install(event, context):
    installed = {}
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        shop = record["s3"]["object"]["eTag"]
        with open_zip(bucket, key) as archive:
            installed[shop] = unpack(archive, os.path.join(THEMES, shop))
    return installed
