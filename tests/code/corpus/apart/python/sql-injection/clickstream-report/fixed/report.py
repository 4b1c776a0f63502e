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


def build(task):
    """The statement, and the values of its question marks."""
    where, values = [partition_clause(task["since"], task["until"])], []
    if task.get("campaign"):
        where.append("campaign = ?")
        values.append("'" + task["campaign"].replace("'", "''") + "'")
    statement = "SELECT page, count(*) AS views FROM clicks WHERE " + " AND ".join(where)
    return statement + " GROUP BY page ORDER BY views DESC", values


def start(task, context):
    statement, values = build(task)
    query = {
        "QueryString": statement,
        "QueryExecutionContext": {"Database": DATABASE},
        "WorkGroup": WORKGROUP,
    }
    if values:
        query["ExecutionParameters"] = values
    started = athena.start_query_execution(**query)
    return {"queryId": started["QueryExecutionId"], "waitSeconds": 5}
