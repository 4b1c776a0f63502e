import json
import os
import re
from functools import lru_cache

import boto3

s3 = boto3.client("s3")


@lru_cache(maxsize=1)
def labels():
    """Every label of the museum's collection: about 90,000 lines."""
    body = s3.get_object(Bucket=os.environ["COLLECTION_BUCKET"], Key="labels.txt")["Body"]
    return body.read().decode("utf-8").splitlines()


def matching(word, most=100):
    found = []
    for line in labels():
        if re.search(rf"\b{word}\b", line, re.IGNORECASE):  # FAULT regex-injection
            found.append(line)
            if len(found) == most:
                break
    return found


def handler(event, context):
    word = (event.get("queryStringParameters") or {}).get("word", "").strip()
    if not 2 < len(word) < 60:
        return {"statusCode": 400, "body": json.dumps({"error": "three letters or more"})}
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(matching(word))}
