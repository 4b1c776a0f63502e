"""POST /badges renders the badges of a meeting as SVG."""

import json
from functools import wraps
from xml.sax.saxutils import escape

from mako.template import Template

BADGE = """<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200">
  <text x="20" y="80">${name | x}</text>
  <text x="20" y="140">%s</text>
</svg>"""


def json_body(function):
    @wraps(function)
    def wrapped(event, context):
        try:
            body = json.loads(event.get("body") or "")
        except ValueError:
            return {"statusCode": 400, "body": json.dumps({"message": "that isn't JSON"})}
        return function(body, context)

    return wrapped


def badge(name, motto):
    return Template(BADGE % escape(motto)).render(name=name)  # FAULT template-injection


@json_body
def handler(body, context):
    guests = [str(guest) for guest in body["guests"][:100]]
    motto = str(body.get("motto", ""))[:60]
    return {"statusCode": 200, "body": json.dumps({"badges": [badge(guest, motto) for guest in guests]})}
