"""POST /forms checks a tax form and files it."""

import json
import os
import traceback
from decimal import Decimal, InvalidOperation

import boto3

table = boto3.resource("dynamodb").Table(os.environ["FORMS_TABLE"])


def file(form):
    total = sum((Decimal(str(line["amount"])) for line in form["lines"]), Decimal())
    table.put_item(Item={"id": form["id"], "total": total})
    return total


def failed(error):
    lines = traceback.format_exception(error)
    print(json.dumps({"failed": lines}))
    return {"statusCode": 500, "body": json.dumps({"error": "".join(lines)})}  # FAULT exception-in-response


def handler(event, context):
    try:
        total = file(json.loads(event["body"]))
    except InvalidOperation:
        return {"statusCode": 422, "body": json.dumps({"error": "an amount isn't a number"})}
    except Exception as error:
        return failed(error)
    return {"statusCode": 200, "body": json.dumps({"total": str(total)})}
