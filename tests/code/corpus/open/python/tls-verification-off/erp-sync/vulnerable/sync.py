"""Every hour: prices from the ERP system into the shop's table."""

import os
from decimal import Decimal

import boto3
import requests

BASE = "https://erp.intern.example/api/v2"


class Erp:
    def __init__(self, user, password):
        self.session = requests.Session()
        self.session.auth = (user, password)
        self.session.verify = False  # FAULT tls-verification-off

    def prices(self):
        answer = self.session.get(f"{BASE}/prices", params={"changed": "1h"}, timeout=20)
        answer.raise_for_status()
        return answer.json()["prices"]


def handler(event, context):
    table = boto3.resource("dynamodb").Table(os.environ["PRICES_TABLE"])
    erp = Erp(os.environ["ERP_USER"], os.environ["ERP_PASSWORD"])
    with table.batch_writer() as batch:
        for price in erp.prices():
            batch.put_item(Item={"sku": price["sku"], "amount": Decimal(str(price["amount"]))})
