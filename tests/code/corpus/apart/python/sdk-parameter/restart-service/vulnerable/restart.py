"""Restarts a service on the branch offices' mini servers. The chat bot's topic is open to all of operations."""

import json
import os

import boto3

ssm = boto3.client("ssm")
TAG = os.environ.get("TARGET_TAG", "branch-server")


def lines(service, grace):
    return [
        "set -eu",
        f"systemctl stop --no-block {service}",
        f"sleep {grace}",
        f"systemctl start {service}",
        f"systemctl is-active {service}",
    ]


def run(commands, office):
    sent = ssm.send_command(  # FAULT sdk-parameter
        DocumentName="AWS-RunShellScript",
        Targets=[{"Key": "tag:Role", "Values": [TAG]}, {"Key": "tag:Office", "Values": [str(office)]}],
        Parameters={"commands": commands, "executionTimeout": ["120"]},
        MaxErrors="0",
    )
    return sent["Command"]["CommandId"]


def handler(event, context):
    ids = []
    for record in event["Records"]:
        request = json.loads(record["Sns"]["Message"])
        commands = lines(request["service"], int(request.get("grace", 5)))
        ids.append(run(commands, int(request["office"])))
    return ids
