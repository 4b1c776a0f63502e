import json
import os

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    customer = event["queryStringParameters"]["customer"]
    statement = "SELECT * FROM \"{}\" WHERE customer = '{}'".format(os.environ["TABLE"], customer)
    found = dynamodb.execute_statement(Statement=statement)  # violated
    return {"statusCode": 200, "body": json.dumps(found["Items"])}
