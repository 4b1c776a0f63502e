"""Aggregates what a gateway sends: samples, and rules for what counts as an alarm."""

import os

import boto3
import pandas as pd

timestream = boto3.client("timestream-write")
COLUMNS = {"temperature", "humidity", "pressure"}
COMPARE = {"above": pd.Series.gt, "below": pd.Series.lt}


def alarms(samples, rules):
    for rule in rules:
        if rule["column"] not in COLUMNS:
            continue
        hits = samples[COMPARE[rule["compare"]](samples[rule["column"]], float(rule["limit"]))]
        yield rule["id"], len(hits)


def handler(event, context):
    samples = pd.DataFrame(event["samples"], columns=sorted(COLUMNS))
    records = [
        {
            "Dimensions": [{"Name": "gateway", "Value": event["gateway"]}, {"Name": "rule", "Value": str(name)}],
            "MeasureName": "alarms",
            "MeasureValue": str(count),
            "MeasureValueType": "BIGINT",
            "Time": str(event["at"]),
        }
        for name, count in alarms(samples, event["rules"])
    ]
    if records:
        timestream.write_records(DatabaseName=os.environ["DATABASE"], TableName="alarms", Records=records)
