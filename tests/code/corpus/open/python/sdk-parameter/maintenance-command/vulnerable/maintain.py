"""Restarts a service on the instance that an alarm of the shop's own monitoring names."""

import json

import boto3

ssm = boto3.client("ssm")


def on(instance, *lines):
    return ssm.send_command(  # FAULT sdk-parameter
        InstanceIds=[instance],
        DocumentName="AWS-RunShellScript",
        Parameters={"commands": list(lines)},
        TimeoutSeconds=60,
    )["Command"]["CommandId"]


def restart(alarm):
    unit = alarm["service"]
    return on(alarm["instance"], f"systemctl restart {unit}", f"systemctl is-active {unit}")


def handler(event, context):
    return [restart(json.loads(record["Sns"]["Message"])) for record in event["Records"]]
