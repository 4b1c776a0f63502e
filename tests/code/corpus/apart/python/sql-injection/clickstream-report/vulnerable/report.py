"""First task of the report state machine: start the Athena query, hand its id to the waiter.

The execution's input is what a customer typed into the report form.
"""
import os
from datetime import date

import boto3

athena = boto3.client("athena")

DATABASE = os.environ["GLUE_DATABASE"]
WORKGROUP = os.environ["ATHENA_WORKGROUP"]


def partition_clause(since, until):
    days = (date.fromisoformat(until) - date.fromisoformat(since)).days
    if not 0 <= days <= 92:
        raise ValueError("at most three months")
    return "day BETWEEN DATE '%s' AND DATE '%s'" % (date.fromisoformat(since), date.fromisoformat(until))


def campaign_clause(campaign):
    return "campaign = '" + campaign + "'"


def build(task):
    where = [partition_clause(task["since"], task["until"])]
    if task.get("campaign"):
        where.append(campaign_clause(task["campaign"]))
    return "SELECT page, count(*) AS views FROM clicks WHERE " + " AND ".join(where) + " GROUP BY page ORDER BY views DESC"


def start(task, context):
    started = athena.start_query_execution(  # FAULT sql-injection
        QueryString=build(task),
        QueryExecutionContext={"Database": DATABASE},
        WorkGroup=WORKGROUP,
    )
    return {"queryId": started["QueryExecutionId"], "waitSeconds": 5}
