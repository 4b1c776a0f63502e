import operator
import os
from datetime import datetime, timezone

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ALERTS_TABLE"])


COMPARISONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq}


class Rule:
    """A condition on one reading: a field, a comparison and a number, with blanks between."""

    def __init__(self, name, condition):
        self.name = name
        self.source = condition
        self._holds = None

    def compile(self):
        field, sign, number = self.source.split()
        compare, bound = COMPARISONS[sign], float(number)
        self._holds = lambda reading: compare(float(reading[field]), bound)
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
