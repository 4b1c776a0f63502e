"""Resolver of Query.ticketReport: runs over the lake and hands back the id of the run."""

import os
import uuid

import boto3

athena = boto3.client("athena")

REPORT = """
SELECT date_trunc('day', sold_at) AS day, count(*) AS sold, sum(cents) AS cents
FROM tickets
WHERE venue = {venue} AND kind IN ('seat', 'standing')
GROUP BY 1
"""


def quoted(value):
    return "'" + value.replace("'", "''") + "'"


def start(statement, **more):
    run = athena.start_query_execution(
        QueryString=statement,
        QueryExecutionContext={"Database": os.environ["LAKE"]},
        WorkGroup=os.environ["WORKGROUP"],
        ClientRequestToken=str(uuid.uuid4()),
        **more,
    )
    return run["QueryExecutionId"]


def resolve(event, context):
    arguments = event["arguments"]
    statement = REPORT.format(venue="?")
    return {"runId": start(statement, ExecutionParameters=[quoted(arguments["venue"])])}
