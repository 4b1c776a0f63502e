"""Starts the checks of a new listing. Listings come from sellers."""

import os

import boto3

steps = boto3.client("stepfunctions")
INPUT = '{"listing": "%s", "seller": "%s", "approved": false}'


def handler(event, context):
    listing = event["detail"]
    steps.start_execution(  # FAULT sdk-parameter
        stateMachineArn=os.environ["CHECKS_ARN"],
        name=event["id"],
        input=INPUT % (listing["id"], listing["seller"]),
    )
