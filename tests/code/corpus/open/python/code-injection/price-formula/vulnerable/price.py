"""POST /quotes: a customer's own formula over the catalogue's numbers."""

import json

NUMBERS = {"list": 120.0, "shipping": 9.5, "vat": 0.081}


def calculate(formula):
    return eval(formula, {"__builtins__": {}}, NUMBERS)  # FAULT code-injection


def reply(status, **body):
    return {"statusCode": status, "body": json.dumps(body)}


def handler(event, context):
    formula = json.loads(event["body"])["formula"]
    if len(formula) > 200:
        return reply(400, message="too long")
    try:
        return reply(200, price=round(float(calculate(formula)), 2))
    except (SyntaxError, NameError, KeyError, TypeError, ValueError, ZeroDivisionError):
        return reply(422, message="that isn't a formula")
