import json
import os

import boto3
from jsonschema import validate

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
FEEDBACK = {
    "type": "object",
    "properties": {"id": {"type": "string", "maxLength": 40}, "text": {"type": "string", "maxLength": 2000}},
    "required": ["id", "text"],
    "additionalProperties": False,
}


def handler(event, context):
    feedback = json.loads(event["body"])
    validate(feedback, FEEDBACK)
    table.put_item(Item=feedback)
    return {"statusCode": 201}
