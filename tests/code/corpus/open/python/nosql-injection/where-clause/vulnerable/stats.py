import json
import os

import boto3
from pymongo import MongoClient

database = MongoClient(os.environ["MONGO_URL"])["fleet"]
metrics = boto3.client("cloudwatch")


def trips(driver, kilometres):
    return database.trips.count_documents(  # FAULT nosql-injection
        {"$where": f"this.driver == '{driver}' && this.to - this.from > {float(kilometres)}"}
    )


def handler(event, context):
    """A message asks for a driver's long trips. The drivers' app writes into the queue by the public API."""
    for record in event["Records"]:
        question = json.loads(record["body"])
        count = trips(question["driver"], question["kilometres"])
        metrics.put_metric_data(
            Namespace="Fleet",
            MetricData=[{"MetricName": "LongTrips", "Value": count, "Unit": "Count"}],
        )
