import uuid

import boto3

from exporting import shell


class Dump:
    """What pg_dump is told, bit by bit."""

    def __init__(self, host, customer):
        self.customer = customer
        self.options = ["--host", host, "--no-owner", "--format=custom"]

    def include(self, table):
        self.options += ["--table", table]

    def write(self):
        target = f"/tmp/{uuid.uuid4()}.dump"
        shell.run("pg_dump", *self.options, "--file", target)
        key = f"exports/{uuid.uuid4()}.dump"
        boto3.client("s3").upload_file(target, "customer-exports", key, ExtraArgs={"Tagging": "kind=export"})
        return key
