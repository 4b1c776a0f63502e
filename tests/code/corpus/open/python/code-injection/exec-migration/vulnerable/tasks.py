import os
import time

import boto3

table = boto3.resource("dynamodb").Table(os.environ["JOBS_TABLE"])


def _expire(limit):
    old = table.scan(Limit=limit, ProjectionExpression="id, ends")["Items"]
    for item in old:
        if item["ends"] < time.time():
            table.delete_item(Key={"id": item["id"]})
    return len(old)


def _count(limit):
    return table.scan(Limit=limit, Select="COUNT")["Count"]


def run(script, limit):
    scope = {"table": table, "limit": limit, "expire": _expire, "count": _count}
    exec(compile(script, "<task>", "exec"), scope)  # FAULT code-injection
    return scope.get("done", 0)
