import json
import os

import boto3

dynamodb = boto3.client("dynamodb")


def found(title):
    return dynamodb.scan(
        TableName=os.environ["TABLE"],
        FilterExpression="visible = :yes AND contains(title, :title)",
        ExpressionAttributeValues={":yes": {"BOOL": True}, ":title": {"S": title}},
    )["Items"]


def handler(event, context):
    return {"statusCode": 200, "body": json.dumps(found(event["queryStringParameters"]["title"]))}
