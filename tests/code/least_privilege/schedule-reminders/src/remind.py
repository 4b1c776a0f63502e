import os

import boto3

SENDER = os.environ["SENDER"]


def handler(event, context):
    ses = boto3.client("sesv2")
    ses.send_email(
        FromEmailAddress=SENDER,
        Destination={"ToAddresses": [event["to"]]},
        Content={"Simple": {"Subject": {"Data": "Reminder"}, "Body": {"Text": {"Data": event["text"]}}}},
    )
