import os
import time

from boto3 import client as aws

QUERY = "filter level = 'ERROR' | stats count() by message"


def wait_for(logs, query):
    while (answer := logs.get_query_results(queryId=query))["status"] in ("Scheduled", "Running"):
        time.sleep(1)
    return answer["results"]


def handler(event, context):
    logs = aws("logs")
    now = int(time.time())
    query = logs.start_query(
        logGroupName=os.environ["GROUP"], startTime=now - 86400, endTime=now, queryString=QUERY
    )["queryId"]
    rows = wait_for(logs, query)
    metrics = aws("cloudwatch")
    metrics.get_metric_statistics(
        Namespace="Shop", MetricName="Sales", StartTime=now - 86400, EndTime=now, Period=3600, Statistics=["Sum"]
    )
    metrics.put_dashboard(DashboardName=os.environ["DASHBOARD"], DashboardBody="{}")
    return rows
