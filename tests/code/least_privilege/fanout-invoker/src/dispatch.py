import json
import os

import boto3


def invoke(name, payload, *, wait, client=boto3.client("lambda")):
    kind = "RequestResponse" if wait else "Event"
    return client.invoke(FunctionName=name, InvocationType=kind, Payload=json.dumps(payload))


def handler(event, context):
    print(boto3.client("sts").get_caller_identity()["Account"])
    answer = invoke(os.environ["FAST"], {"kind": "fast"}, wait=True)
    if json.load(answer["Payload"])["more"]:
        invoke(os.environ["SLOW"], {"kind": "slow"}, wait=False)
