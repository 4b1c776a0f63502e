# New insurance claims from the broker's web form go into the claims workflow.
import base64
import json
import os
import re
import uuid
from urllib.parse import parse_qs

import boto3

sfn = boto3.client("stepfunctions")
WORKFLOW = os.environ["WORKFLOW_ARN"]

POLICY = re.compile(r"[A-Z]{3}-\d{8}")


def form(event):
    body = event["body"]
    if event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode()
    return {name: values[0] for name, values in parse_qs(body, strict_parsing=True).items()}


def handler(event, context):
    fields = form(event)
    if not POLICY.fullmatch(fields["policy"]):
        return {"statusCode": 400, "body": json.dumps({"message": "policy number?"})}
    claim = str(uuid.uuid4())
    sfn.start_execution(
        stateMachineArn=WORKFLOW,
        name=claim,
        input=json.dumps(
            {
                "source": "web",
                "approved": False,
                "policy": fields["policy"],
                "amount": int(fields["amount"]),
                "text": fields["text"],
            }
        ),
    )
    return {"statusCode": 202, "headers": {"content-type": "application/json"}, "body": json.dumps({"claim": claim})}
