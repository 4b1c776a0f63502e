import os
import pathlib

import boto3

CACHE = pathlib.Path("/mnt/models")
s3 = boto3.session.Session().client("s3")


def model(name):
    path = CACHE / name
    if not path.exists():
        s3.download_file(os.environ["MODELS"], f"models/{name}", str(path))
    return path.read_bytes()


def handler(event, context):
    weights = model(os.path.basename(event["model"]))
    return sum(weights) % 256
