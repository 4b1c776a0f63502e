"""Quotes a price."""

import json

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    quote = event["pathParameters"]["id"]
    found = dynamodb.execute_statement(Statement=f"SELECT * FROM quotes WHERE id = '{quote}'")
    return {"statusCode": 200, "body": json.dumps(found["Items"])}
