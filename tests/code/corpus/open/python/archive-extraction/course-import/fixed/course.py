"""Unpacks the course archives that teachers upload."""

import os
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import unquote_plus

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    record = event["Records"][0]["s3"]
    with tempfile.NamedTemporaryFile(suffix=".tar.gz") as archive, tempfile.TemporaryDirectory() as folder:
        s3.download_fileobj(record["bucket"]["name"], unquote_plus(record["object"]["key"]), archive)
        archive.seek(0)
        with tarfile.open(fileobj=archive) as tar:
            tar.extractall(folder, filter="data")
        for number, page in enumerate(sorted(Path(folder).rglob("*.html"))):
            s3.upload_file(str(page), os.environ["COURSES"], f"{record['object']['eTag']}/{number}.html")
