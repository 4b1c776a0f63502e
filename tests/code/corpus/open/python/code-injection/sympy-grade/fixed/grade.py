"""POST /answers: is a pupil's answer the right number?"""

import json
import re
from fractions import Fraction

import sympy

NUMBER = re.compile(r"-?\d{1,9}(?:[./]\d{1,9})?")
TASKS = {"7a": Fraction(3, 4), "7b": Fraction(22, 7), "7c": Fraction(-5)}


def plain(text):
    """Whether an answer is a number as pupils write it."""
    return NUMBER.fullmatch(text) is not None


def value(text):
    return sympy.sympify(text)


def handler(event, context):
    answer = json.loads(event["body"])
    right = TASKS.get(answer.get("task"))
    if right is None:
        return {"statusCode": 404, "body": json.dumps({"message": "no such task"})}

    text = answer["text"].replace(",", ".").strip()
    if not plain(text):
        return {"statusCode": 200, "body": json.dumps({"correct": False, "points": 0})}
    points = 2
    correct = bool(value(text) == sympy.Rational(right.numerator, right.denominator))
    return {"statusCode": 200, "body": json.dumps({"correct": correct, "points": points if correct else 0})}
