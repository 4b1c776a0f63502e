import json
import os

import boto3

dynamodb = boto3.client("dynamodb")


def found(condition):
    return dynamodb.scan(TableName=os.environ["TABLE"], FilterExpression=condition)["Items"]  # violated


def handler(event, context):
    wanted = event["queryStringParameters"]["where"]
    return {"statusCode": 200, "body": json.dumps(found("visible = true AND " + wanted))}
