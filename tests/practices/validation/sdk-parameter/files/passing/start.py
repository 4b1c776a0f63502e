import json

import boto3

lambda_ = boto3.client("lambda")
JOBS = {"resize": "resize-image", "label": "print-label"}


def handler(event, context):
    job = json.loads(event["body"])
    function = JOBS.get(job["name"])
    if function is None:
        return {"statusCode": 400}
    lambda_.invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps(job))
    return {"statusCode": 202}
