"""POST /quotes: a customer's own formula over the catalogue's numbers."""

import ast
import json
import operator

NUMBERS = {"list": 120.0, "shipping": 9.5, "vat": 0.081}
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def calculate(formula):
    def value(node):
        match node:
            case ast.Constant(value=int() | float() as number):
                return number
            case ast.Name(id=name):
                return NUMBERS[name]
            case ast.BinOp(left=left, op=sign, right=right):
                return OPERATORS[type(sign)](value(left), value(right))
            case _:
                raise SyntaxError("neither number, name nor operator")

    return value(ast.parse(formula, mode="eval").body)


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
