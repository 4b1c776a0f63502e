import json
import os
from decimal import Decimal

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

logger = Logger(service="worker")
processor = BatchProcessor(event_type=EventType.SQS)
results = boto3.resource("dynamodb").Table(os.getenv("RESULTS"))


def work(record):
    job = json.loads(record.body, parse_float=Decimal)
    results.update_item(
        Key={"id": job["id"]},
        UpdateExpression="SET #r = :r",
        ExpressionAttributeNames={"#r": "result"},
        ExpressionAttributeValues={":r": sum(job["numbers"])},
    )


@logger.inject_lambda_context
def handler(event, context):
    return process_partial_response(event=event, record_handler=work, processor=processor, context=context)
