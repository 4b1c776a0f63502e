"""Restarts a service on the instance that an alarm of the shop's own monitoring names."""

import json
import re

import boto3

ssm = boto3.client("ssm")
UNIT = re.compile(r"[a-z][a-z0-9-]{1,30}")


def on(instance, *lines):
    return ssm.send_command(
        InstanceIds=[instance],
        DocumentName="AWS-RunShellScript",
        Parameters={"commands": list(lines)},
        TimeoutSeconds=60,
    )["Command"]["CommandId"]


def restart(alarm):
    unit = alarm["service"]
    instance = alarm["instance"]
    if not UNIT.fullmatch(unit) or not re.fullmatch(r"i-[0-9a-f]{8,17}", instance):
        raise ValueError("neither a service nor an instance of ours")
    return on(instance, f"systemctl restart {unit}", f"systemctl is-active {unit}")


def handler(event, context):
    return [restart(json.loads(record["Sns"]["Message"])) for record in event["Records"]]
