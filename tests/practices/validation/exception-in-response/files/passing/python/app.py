import json
import logging


class WrongOrder(Exception):
    """Says what is wrong with an order."""


def checked(body):
    number = int(body)
    if number < 0:
        raise WrongOrder("an order has a positive number")
    return number


def handler(event, context):
    try:
        number = checked(event["body"])
    except WrongOrder as error:
        return {"statusCode": 422, "body": json.dumps({"error": str(error)})}
    except Exception as error:
        logging.exception("failed: %s", error)
        return {"statusCode": 500, "body": json.dumps({"error": "that went wrong", "kind": type(error).__name__})}
    return {"statusCode": 200, "body": str(number)}
