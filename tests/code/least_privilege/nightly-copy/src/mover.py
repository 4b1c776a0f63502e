import logging
import os

import boto3
from botocore.exceptions import ClientError

log = logging.getLogger()


class Mover:
    def __init__(self, source, target, client=None):
        self.source = source
        self.target = target
        self.s3 = client or boto3.client("s3")

    def names(self):
        pages = self.s3.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.source, Prefix="daily/"):
            for entry in page.get("Contents", []):
                yield entry["Key"]

    def archived(self, key):
        try:
            self.s3.head_object(Bucket=self.target, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] == "404":
                return False
            raise
        return True

    def move(self, key):
        if not self.archived(key):
            self.s3.copy_object(
                Bucket=self.target,
                Key=key,
                CopySource={"Bucket": self.source, "Key": key},
            )
        self.s3.delete_object(Bucket=self.source, Key=key)


def main(event, context):
    mover = Mover(os.environ["REPORTS"], os.environ["ARCHIVE"])
    for key in mover.names():
        mover.move(key)
        log.info("moved %s", key)
