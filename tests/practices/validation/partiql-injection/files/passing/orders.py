import json
import os

import boto3

dynamodb = boto3.client("dynamodb")


def handler(event, context):
    customer = event["queryStringParameters"]["customer"]
    statement = 'SELECT * FROM "{}" WHERE customer = ?'.format(os.environ["TABLE"])
    found = dynamodb.execute_statement(Statement=statement, Parameters=[{"S": customer}])
    return {"statusCode": 200, "body": json.dumps(found["Items"])}
