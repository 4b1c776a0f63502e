"""POST /consultations books a consultation."""

import json
import os

import boto3
from aws_lambda_powertools import Logger

logger = Logger(service="consultations")
table = boto3.resource("dynamodb").Table(os.environ["CONSULTATIONS_TABLE"])


@logger.inject_lambda_context(log_event=True)  # FAULT event-in-log
def handler(event, context):
    wish = json.loads(event["body"])
    number = context.aws_request_id
    table.put_item(Item={"id": number, "patient": wish["patient"], "trouble": wish["trouble"], "on": wish["on"]})
    logger.info("booked", extra={"number": number, "method": event["httpMethod"]})
    return {"statusCode": 201, "body": json.dumps({"id": number})}
