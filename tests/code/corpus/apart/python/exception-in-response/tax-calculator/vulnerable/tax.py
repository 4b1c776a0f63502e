"""POST /tax: VAT of a basket, by country and kind of goods."""

import json
import logging
import traceback
from decimal import ROUND_HALF_UP, Decimal

logger = logging.getLogger()

with open("rates.json", encoding="utf-8") as stream:
    RATES = json.load(stream, parse_float=Decimal)


def country_of(basket):
    """Goods that are collected are taxed where the shop is."""
    if basket.get("collected"):
        return "CH"
    return basket["country"].upper()


def vat(basket):
    rates = RATES[country_of(basket)]
    total = Decimal(0)
    for line in basket["lines"]:
        total += Decimal(str(line["net"])) * rates[line.get("kind", "standard")]
    return total.quantize(Decimal("0.01"), ROUND_HALF_UP)


def handler(event, context):
    try:
        amount = vat(json.loads(event["body"]))
    except Exception:
        logger.exception("no VAT for this basket")
        return {"statusCode": 500, "body": json.dumps({"error": traceback.format_exc()})}  # FAULT exception-in-response
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps({"vat": str(amount)})}
