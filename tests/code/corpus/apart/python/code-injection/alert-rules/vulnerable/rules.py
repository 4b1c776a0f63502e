import os
from datetime import datetime, timezone

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ALERTS_TABLE"])


class Rule:
    """A condition on one reading, as the installer of the device wrote it."""

    def __init__(self, name, condition):
        self.name = name
        self.source = "def holds(reading):\n    return " + condition + "\n"
        self._holds = None

    def compile(self):
        namespace = {}
        exec(self.source, namespace)  # FAULT code-injection
        self._holds = namespace["holds"]
        return self

    def holds(self, reading):
        return bool(self._holds(reading))


def rules_of(update):
    for name, condition in update.get("rules", {}).items():
        yield Rule(name, condition).compile()


def on_update(update, context):
    reading = update["reported"]
    now = datetime.now(timezone.utc).isoformat()
    raised = [rule.name for rule in rules_of(update) if rule.holds(reading)]
    with table.batch_writer() as batch:
        for name in raised:
            batch.put_item(Item={"device": update["device"], "at": now + "#" + name, "rule": name})
    return {"raised": raised}
