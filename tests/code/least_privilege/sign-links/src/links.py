import json
import os
import uuid

import boto3
from botocore.config import Config

FILES = os.environ["FILES"]
s3 = boto3.client("s3", config=Config(signature_version="s3v4"))


def download(event, context):
    name = event["pathParameters"]["name"]
    url = s3.generate_presigned_url(
        "get_object",
        Params={"Bucket": FILES, "Key": f"shared/{name}"},
        ExpiresIn=300,
    )
    return {"statusCode": 302, "headers": {"Location": url}}


def upload(event, context):
    owner = event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"]
    form = s3.generate_presigned_post(FILES, f"incoming/{owner}/{uuid.uuid4()}", ExpiresIn=300)
    return {"statusCode": 200, "body": json.dumps(form)}
