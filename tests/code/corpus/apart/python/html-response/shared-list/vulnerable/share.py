"""Public pages of shared shopping lists: /l/<id>?for=<name>

The page is one Jinja template. Lists come from DynamoDB, the greeting from the link.
"""
import os
import re
from functools import wraps

import boto3
import jinja2

table = boto3.resource("dynamodb").Table(os.environ["LISTS_TABLE"])

environment = jinja2.Environment(  # ALSO html-response
    loader=jinja2.DictLoader(
        {
            "list": "<!doctype html><meta charset=utf-8><title>Shopping</title>"
            "<h1>Shopping list{% if reader %} for {{ reader }}{% endif %}</h1>"
            "<ul>{% for count, what in items %}<li>{{ count }} × {{ what }}</li>{% endfor %}</ul>",
            "gone": "<!doctype html><meta charset=utf-8><title>Gone</title><p>This list isn't shared any more.</p>",
        }
    ),
    trim_blocks=True,
)

ID = re.compile(r"^[0-9a-f]{12}$")
UNITS = {"bread": 1, "milk": 2, "eggs": 6}


def page(template):
    """A handler from a function that gives the template's variables, or None if there's nothing to show."""

    def decorate(function):
        @wraps(function)
        def handle(event, context):
            variables = function(event)
            name = "gone" if variables is None else template
            return {
                "statusCode": 404 if variables is None else 200,
                "headers": {"content-type": "text/html; charset=utf-8", "cache-control": "private, max-age=10"},
                "body": environment.get_template(name).render(variables or {}),  # FAULT html-response
            }

        return handle

    return decorate


@page("list")
def handler(event):
    list_id = event["pathParameters"]["id"]
    if not ID.match(list_id):
        return None
    found = table.get_item(Key={"id": list_id}).get("Item")
    if found is None or not found["shared"]:
        return None
    items = [(UNITS[what], what) for what in found["items"] if what in UNITS]
    return {"items": items, "reader": (event.get("queryStringParameters") or {}).get("for")}
