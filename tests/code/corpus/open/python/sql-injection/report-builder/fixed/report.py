"""POST /reports: sums of an accountant's own choosing over the bookings."""

import json
import logging
import os
from datetime import date
from enum import Enum

import pymssql

log = logging.getLogger(__name__)


class Currency(Enum):
    CHF = "CHF"
    EUR = "EUR"


class Direction(Enum):
    UP = "ASC"
    DOWN = "DESC"


class Report:
    """A statement that grows with what is asked."""

    def __init__(self, client):
        self.conditions = ["client = %s"]
        self.values = [client]
        self.order = "account"

    def in_currency(self, currency):
        self.conditions.append(f"currency = '{Currency(currency).value}'")
        return self

    def since(self, text):
        self.conditions.append(f"booked >= '{date.fromisoformat(text):%Y-%m-%d}'")
        return self

    def sorted(self, direction):
        self.order = "total " + Direction(direction.upper()).value
        return self

    @property
    def statement(self):
        where = " AND ".join(self.conditions)
        return f"SELECT account, SUM(amount) AS total FROM bookings WHERE {where} GROUP BY account ORDER BY {self.order}"

    def rows(self):
        with pymssql.connect(os.environ["DB_HOST"], os.environ["DB_USER"], os.environ["DB_PASSWORD"], "books") as books:
            cursor = books.cursor(as_dict=True)
            cursor.execute(self.statement, tuple(self.values))
            return cursor.fetchall()


def handler(event, context):
    wish = json.loads(event["body"])
    report = Report(event["requestContext"]["authorizer"]["client"])
    try:
        if "currency" in wish:
            report.in_currency(wish["currency"])
        if "since" in wish:
            report.since(wish["since"])
        if "sort" in wish:
            report.sorted(wish["sort"])
    except ValueError:
        return {"statusCode": 422, "body": json.dumps({"message": "neither currency, day nor direction"})}
    rows = report.rows()
    log.info("%d accounts", len(rows))
    return {"statusCode": 200, "body": json.dumps(rows, default=str)}
