"""Makes the report that a tenant ordered. Tenants put their orders on the bus by the public API."""

import importlib
import os

import boto3

s3 = boto3.client("s3")


def maker(order):
    module = importlib.import_module(order["module"])  # FAULT code-injection
    return getattr(module, order.get("function", "render"))


def handler(event, context):
    order = event["detail"]
    render = maker(order)
    s3.put_object(
        Bucket=os.environ["REPORTS_BUCKET"],
        Key=f"{event['account']}/{event['id']}.txt",
        Body=render(event["time"]).encode(),
    )
