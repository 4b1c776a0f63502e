import base64
import json
import os

import boto3

client = boto3.client("rds-data")

TARGET = {
    "resourceArn": os.environ["CLUSTER_ARN"],
    "secretArn": os.environ["SECRET_ARN"],
    "database": "telemetry",
}


def decode(record):
    return json.loads(base64.b64decode(record["kinesis"]["data"]))


def handler(event, context):
    values = []
    for record in event["Records"]:
        reading = decode(record)
        if reading.get("kind") == "heartbeat":
            continue
        values.append("('%s', '%s', %s)" % (reading["sensor"], reading["at"], reading["celsius"]))

    if not values:
        return {"stored": 0}

    client.execute_statement(sql="INSERT INTO reading (sensor, at, celsius) VALUES " + ", ".join(values), **TARGET)  # FAULT rds-data-injection
    return {"stored": len(values)}
