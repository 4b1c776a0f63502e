import json
import os

import boto3

_kinesis = boto3.client("kinesis")


def audited(function):
    def wrapper(event, context):
        _kinesis.put_record(
            StreamName=os.environ["AUDIT_STREAM"],
            PartitionKey=context.aws_request_id,
            Data=json.dumps({"function": context.function_name}).encode(),
        )
        return function(event, context)

    return wrapper
