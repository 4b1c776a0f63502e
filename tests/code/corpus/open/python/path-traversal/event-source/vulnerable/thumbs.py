"""Small pictures on a shared file system, for those who can't read the bucket."""

from io import BytesIO

import boto3
from aws_lambda_powertools.utilities.data_classes import S3Event, event_source
from PIL import Image

s3 = boto3.client("s3")


class Shelf:
    def __init__(self, root):
        self.root = root

    def path(self, key):
        return f"{self.root}/{key}"

    def keep(self, picture, key):
        picture.thumbnail((256, 256))
        picture.save(self.path(key), format="PNG")  # FAULT path-traversal


shelf = Shelf("/mnt/thumbs")


@event_source(data_class=S3Event)
def handler(event: S3Event, context):
    for record in event.records:
        key = record.s3.get_object.key
        data = s3.get_object(Bucket=event.bucket_name, Key=key)["Body"].read()
        shelf.keep(Image.open(BytesIO(data)), key)
