"""Writes reminders. The queue's messages are made by the shops' own back offices."""

import json
import os

import boto3
from jinja2 import Environment

s3 = boto3.client("s3")

LETTER = """{salutation}

your invoice {{{{ number }}}} of {{{{ date }}}} is open{{% if fee %}}, and a fee of {{{{ fee }}}} is due{{% endif %}}.
"""


class Letter:
    jinja = Environment(trim_blocks=True, autoescape=False)

    def __init__(self, salutation):
        self.template = self.jinja.from_string(LETTER.format(salutation=salutation))  # FAULT template-injection

    def text(self, invoice):
        return self.template.render(number=invoice["number"], date=invoice["date"], fee=invoice.get("fee"))


def handler(event, context):
    for record in event["Records"]:
        order = json.loads(record["body"])
        letter = Letter(order["salutation"])
        for number, invoice in enumerate(order["invoices"]):
            s3.put_object(
                Bucket=os.environ["LETTERS"], Key=f"{record['messageId']}/{number}.txt", Body=letter.text(invoice).encode()
            )
