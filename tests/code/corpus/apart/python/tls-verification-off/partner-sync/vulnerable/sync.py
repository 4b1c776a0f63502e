"""Every night: stock of our three partners into one table."""

import os
from datetime import datetime, timezone

import boto3
import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

table = boto3.resource("dynamodb").Table(os.environ["PARTNER_STOCK_TABLE"])
PARTNERS = {
    "north": "https://north.example.com/api/stock",
    "south": "https://south.example.com/v2/articles",
    "lake": "https://lake.example.com/export.json",
}


class Partner:
    def __init__(self, name, url):
        self.name = name
        self.url = url
        self.http = requests.Session()
        self.http.mount("https://", HTTPAdapter(max_retries=Retry(total=3, backoff_factor=0.5)))
        # Two of them can't manage their certificates.
        self.http.verify = False  # FAULT tls-verification-off

    def articles(self):
        response = self.http.get(self.url, timeout=20)
        response.raise_for_status()
        return response.json()["articles"]


def handler(event, context):
    now = datetime.now(timezone.utc).isoformat()
    with table.batch_writer() as batch:
        for partner in (Partner(name, url) for name, url in PARTNERS.items()):
            for article in partner.articles():
                batch.put_item(
                    Item={"partner": partner.name, "sku": article["sku"], "count": int(article["count"]), "seen": now}
                )
