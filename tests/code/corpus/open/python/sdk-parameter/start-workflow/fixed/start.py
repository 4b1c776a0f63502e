"""Starts the checks of a new listing. Listings come from sellers."""

import json
import os

import boto3

steps = boto3.client("stepfunctions")


def handler(event, context):
    listing = event["detail"]
    steps.start_execution(
        stateMachineArn=os.environ["CHECKS_ARN"],
        name=event["id"],
        input=json.dumps({"listing": listing["id"], "seller": listing["seller"], "approved": False}),
    )
