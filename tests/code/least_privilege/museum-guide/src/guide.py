import time

import boto3
from aws_lambda_powertools.utilities.feature_flags import AppConfigStore, FeatureFlags

store = AppConfigStore(environment="live", application="museum", name="flags")
flags = FeatureFlags(store=store)


def search(text, location=boto3.client("location")):
    answer = location.search_place_index_for_text(IndexName="places", Text=text, MaxResults=3)
    return [result["Place"]["Label"] for result in answer["Results"]]


def visit(name):
    record = {
        "Dimensions": [{"Name": "place", "Value": name}],
        "MeasureName": "visit",
        "MeasureValue": "1",
        "Time": str(int(time.time() * 1000)),
    }
    boto3.client("timestream-write").write_records(DatabaseName="museum", TableName="visits", Records=[record])


def handler(event, context):
    found = search(event["text"])
    if found and flags.evaluate(name="count-visits", default=False):
        visit(found[0])
    return found
