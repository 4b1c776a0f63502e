"""Counts the offers in a partner's product feed."""

import io
import os
import xml.sax
from urllib.parse import unquote_plus
from xml.sax.handler import ContentHandler, feature_external_ges

import boto3

s3 = boto3.client("s3")
metrics = boto3.client("cloudwatch")


class Offers(ContentHandler):
    def __init__(self):
        super().__init__()
        self.count = 0

    def startElement(self, name, attrs):
        if name == "offer" and attrs.get("state") != "sold":
            self.count += 1


def offers(data):
    counting = Offers()
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, True)  # ALSO xxe
    reader.setContentHandler(counting)
    reader.parse(io.BytesIO(data))  # FAULT xxe
    return counting.count


def handler(event, context):
    for record in event["Records"]:
        where = record["s3"]
        found = s3.get_object(Bucket=where["bucket"]["name"], Key=unquote_plus(where["object"]["key"]))
        metrics.put_metric_data(
            Namespace=os.environ.get("NAMESPACE", "Feeds"),
            MetricData=[{"MetricName": "Offers", "Value": offers(found["Body"].read())}],
        )
