"""GET /files?key=…: a signed link to a file of the customer who asks."""

import json
import os

import boto3


class Files:
    def __init__(self, bucket):
        self.bucket = bucket
        self.s3 = boto3.client("s3")

    def link(self, key, bucket=None):
        return self.s3.generate_presigned_url(  # FAULT sdk-parameter
            "get_object", Params={"Bucket": bucket or self.bucket, "Key": key}, ExpiresIn=300
        )


files = Files(os.environ["FILES_BUCKET"])


def handler(event, context):
    query = event["queryStringParameters"] or {}
    owner = event["requestContext"]["authorizer"]["claims"]["sub"]
    try:
        link = files.link(query["key"], query.get("bucket"))
    except KeyError:
        return {"statusCode": 400, "body": json.dumps({"message": "key is missing"})}
    return {"statusCode": 200, "headers": {"X-Owner": owner}, "body": json.dumps({"link": link})}
