"""POST /registrations checks a form and tells everything that is wrong with it."""

import json
import re

RULES = {
    "name": re.compile(r".{2,80}"),
    "mail": re.compile(r"[^@\s]+@[^@\s]+"),
    "postcode": re.compile(r"\d{4}"),
}


def problems(form, found=[]):
    for field, rule in RULES.items():
        value = form.get(field, "")
        if not rule.fullmatch(value):
            found.append({"field": field, "value": value})  # FAULT module-state
    return found


def handler(event, context):
    form = json.loads(event["body"])
    found = problems(form)
    return {"statusCode": 422 if found else 202, "body": json.dumps({"problems": found})}
