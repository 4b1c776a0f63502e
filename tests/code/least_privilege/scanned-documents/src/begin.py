import os
import urllib.parse

import boto3

textract = boto3.client("textract")


def handler(event, context):
    for record in event["Records"]:
        place = record["s3"]
        key = urllib.parse.unquote_plus(place["object"]["key"])
        textract.start_document_text_detection(
            DocumentLocation={"S3Object": {"Bucket": place["bucket"]["name"], "Name": key}},
            NotificationChannel={"SNSTopicArn": os.environ["TOPIC"], "RoleArn": os.environ["ROLE"]},
        )
