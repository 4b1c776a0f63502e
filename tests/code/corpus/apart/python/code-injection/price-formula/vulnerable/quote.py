"""POST /quote

    {"formula": "base + 2 * width * height", "width": 1.2, "height": 0.8}

Resellers may send their own formula; ``base`` is the list price.
"""

import json
import math

LIST_PRICE = 18.5
HELPERS = {"ceil": math.ceil, "floor": math.floor, "min": min, "max": max}


def calculator(base):
    """A function from a formula to a price."""

    def price(formula, **variables):
        scope = {"__builtins__": {}, "base": base, **HELPERS, **variables}
        return eval(formula, scope)  # FAULT code-injection

    return price


def lambda_handler(event, context):
    request = json.loads(event["body"])
    price = calculator(LIST_PRICE)
    try:
        amount = price(request["formula"], width=float(request["width"]), height=float(request["height"]))
    except (KeyError, ValueError, SyntaxError, NameError, TypeError, ZeroDivisionError):
        return {"statusCode": 422, "body": json.dumps({"message": "that formula can't be worked out"})}

    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"price": round(amount, 2), "currency": "EUR"}),
    }
