"""Drops each new stock list at the wholesaler's."""

import io
import os
from urllib.parse import unquote_plus

import boto3
import paramiko

HOST, PORT = "files.wholesale.example", 22
USERNAME = "bookshop"
SECRET = os.environ.get("FTP_SECRET", "wholesale/sftp")

s3 = boto3.client("s3")
secrets = boto3.client("secretsmanager")


def handler(event, context):
    client = paramiko.SSHClient()
    client.load_host_keys("known_hosts")
    password = secrets.get_secret_value(SecretId=SECRET)["SecretString"]
    client.connect(HOST, PORT, username=USERNAME, password=password)
    try:
        drop = client.open_sftp()
        for record in event["Records"]:
            bucket = record["s3"]["bucket"]["name"]
            found = s3.get_object(Bucket=bucket, Key=unquote_plus(record["s3"]["object"]["key"]))
            drop.putfo(io.BytesIO(found["Body"].read()), f"stock-{record['s3']['object']['eTag']}.csv")
    finally:
        client.close()
