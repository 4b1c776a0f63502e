import json

import boto3

lambda_ = boto3.client("lambda")


def handler(event, context):
    job = json.loads(event["body"])
    lambda_.invoke(FunctionName=job["name"], InvocationType="Event", Payload=json.dumps(job))  # violated
    return {"statusCode": 202}
