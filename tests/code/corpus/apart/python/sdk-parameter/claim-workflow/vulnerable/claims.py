# New insurance claims from the broker's web form go into the claims workflow.
import base64
import json
import os
import uuid
from urllib.parse import parse_qs

import boto3

sfn = boto3.client("stepfunctions")
WORKFLOW = os.environ["WORKFLOW_ARN"]

INPUT = '{"source": "web", "approved": false, "policy": "%s", "amount": %d, "text": "%s"}'


def form(event):
    body = event["body"]
    if event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode()
    return {name: values[0] for name, values in parse_qs(body, strict_parsing=True).items()}


def handler(event, context):
    fields = form(event)
    claim = str(uuid.uuid4())
    sfn.start_execution(  # FAULT sdk-parameter
        stateMachineArn=WORKFLOW,
        name=claim,
        input=INPUT % (fields["policy"], int(fields["amount"]), fields["text"]),
    )
    return {"statusCode": 202, "headers": {"content-type": "application/json"}, "body": json.dumps({"claim": claim})}
