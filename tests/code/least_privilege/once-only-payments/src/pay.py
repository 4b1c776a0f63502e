import json
import os
from functools import lru_cache

import boto3
from aws_lambda_powertools import Tracer
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, IdempotencyConfig, idempotent

tracer = Tracer()
layer = DynamoDBPersistenceLayer(table_name=os.environ["IDEMPOTENCY_TABLE"])
config = IdempotencyConfig(event_key_jmespath="headers.\"idempotency-key\"")


@lru_cache(maxsize=None)
def client(name):
    return boto3.client(name)


@tracer.capture_lambda_handler
@idempotent(persistence_store=layer, config=config)
def handler(event, context):
    payment = json.loads(event["body"])
    client("dynamodb").put_item(
        TableName=os.environ["LEDGER_TABLE"],
        Item={"payment": {"S": payment["id"]}, "amount": {"N": str(payment["amount"])}},
    )
    client("sns").publish(TopicArn=os.environ["RECEIPTS_TOPIC"], Message=json.dumps(payment))
    return {"statusCode": 201, "body": "{}"}
