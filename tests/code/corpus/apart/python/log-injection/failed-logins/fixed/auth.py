# Cognito pre-authentication trigger. A metric filter counts lines that begin with BLOCKED.
import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["LOCKOUTS_TABLE"])
MAX_FAILURES = 8


def failures(user):
    item = table.get_item(Key={"user": user}, ConsistentRead=True).get("Item") or {}
    return int(item.get("failures", 0))


def quiet_hours(failed):
    """How long somebody has to wait: an hour, and twice as long with every failure more."""
    return min(2 ** max(failed - MAX_FAILURES, 0), 24)


def pre_authentication(event, context):
    user = event["userName"]
    source = event["callerContext"]["clientId"]

    count = failures(user)
    if count < MAX_FAILURES:
        return event

    client = (event["request"].get("validationData") or {}).get("device", "unknown device")
    print("BLOCKED", json.dumps({"user": user, "device": client, "app": source, "failures": count}))
    raise PermissionError(f"too many failures, wait {quiet_hours(count)} h")
