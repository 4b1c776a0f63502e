"""Drafts a letter to a tenant: the caretaker writes the text, we add address and date."""

import json
import textwrap
from datetime import date

import jinja2

LETTERHEAD = "Property management, 1 Example Street\n\n{{ day.strftime('%d %B %Y') }}\n\n"
WIDTH = 72


def wrapped(letter):
    """Lines of at most 72 signs, which is what the window of our envelopes has room for."""
    paragraphs = letter.split("\n\n")
    return "\n\n".join(textwrap.fill(paragraph, WIDTH, replace_whitespace=False) for paragraph in paragraphs)


def lambda_handler(event, context):
    draft = json.loads(event["body"])
    if len(draft.get("text", "")) > 5000:
        return {"statusCode": 413, "body": json.dumps({"message": "at most 5000 characters"})}

    template = jinja2.Template(LETTERHEAD + "Dear {{ tenant }},\n\n" + draft["text"])  # FAULT template-injection
    letter = template.render(day=date.today(), tenant=draft["tenant"])
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"},
        "body": wrapped(letter),
    }
