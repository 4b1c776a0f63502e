"""Drops each new stock list at the wholesaler's."""

import io
from urllib.parse import unquote_plus

import boto3
import paramiko

HOST, PORT = "files.wholesale.example", 22
USERNAME = "bookshop"
PASSWORD = "tr0ub4dor-Kestrel-88"  # FAULT hard-coded-credentials

s3 = boto3.client("s3")


def handler(event, context):
    client = paramiko.SSHClient()
    client.load_host_keys("known_hosts")
    client.connect(HOST, PORT, username=USERNAME, password=PASSWORD)
    try:
        drop = client.open_sftp()
        for record in event["Records"]:
            bucket = record["s3"]["bucket"]["name"]
            found = s3.get_object(Bucket=bucket, Key=unquote_plus(record["s3"]["object"]["key"]))
            drop.putfo(io.BytesIO(found["Body"].read()), f"stock-{record['s3']['object']['eTag']}.csv")
    finally:
        client.close()
