import base64
import os

import boto3

firehose = boto3.client("firehose", region_name=os.environ["AWS_REGION"])
cloudwatch = boto3.client("cloudwatch")


def handler(event, context):
    records = [{"Data": base64.b64decode(r["kinesis"]["data"]) + b"\n"} for r in event["Records"]]
    answer = firehose.put_record_batch(DeliveryStreamName=os.environ["LAKE"], Records=records)
    cloudwatch.put_metric_data(
        Namespace="Devices",
        MetricData=[{"MetricName": "Failed", "Value": answer["FailedPutCount"], "Unit": "Count"}],
    )
