"""Function URL for the stock dashboard: how many rows a table of the warehouse has."""

import json
import os
import re
import time

import boto3

redshift = boto3.client("redshift-data")
NAME = re.compile(r"[a-z][a-z_]{0,40}")


def wait(run):
    while True:
        state = redshift.describe_statement(Id=run)
        if state["Status"] in ("FINISHED", "FAILED", "ABORTED"):
            return state["Status"] == "FINISHED"
        time.sleep(0.2)


def count(table):
    run = redshift.execute_statement(
        WorkgroupName=os.environ["WORKGROUP"],
        Database="stock",
        Sql=f"SELECT count(*) FROM stock.{table}",
    )["Id"]
    if not wait(run):
        return None
    return redshift.get_statement_result(Id=run)["Records"][0][0]["longValue"]


def handler(event, context):
    table = event.get("queryStringParameters", {}).get("table", "items")
    if not NAME.fullmatch(table):
        return {"statusCode": 400, "body": "{}"}
    rows = count(table)
    if rows is None:
        return {"statusCode": 404, "body": "{}"}
    return {"statusCode": 200, "body": json.dumps({"rows": rows})}
