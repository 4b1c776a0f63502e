"""GET /companies/{company}/badges: who of a company may enter the building."""

import json
import os
from urllib.parse import unquote

import boto3
from boto3.dynamodb.types import TypeDeserializer

dynamodb = boto3.client("dynamodb")
plain = TypeDeserializer()
TABLE = os.environ.get("BADGES", "badges")


STATEMENT = f"""SELECT holder, floor FROM "{TABLE}"."by-company" WHERE company = ?"""


def badges(company):
    token = {}
    while True:
        answer = dynamodb.execute_statement(Statement=STATEMENT, Parameters=[{"S": company}], **token)
        for item in answer["Items"]:
            yield {name: plain.deserialize(value) for name, value in item.items()}
        if "NextToken" not in answer:
            return
        token = {"NextToken": answer["NextToken"]}


def handler(event, context):
    company = unquote(event["pathParameters"]["company"])
    return {"statusCode": 200, "body": json.dumps(list(badges(company)), default=str)}
