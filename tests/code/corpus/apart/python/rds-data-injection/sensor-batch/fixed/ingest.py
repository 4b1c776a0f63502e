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


INSERT = "INSERT INTO reading (sensor, at, celsius) VALUES (:sensor, CAST(:at AS timestamptz), :celsius)"


def decode(record):
    return json.loads(base64.b64decode(record["kinesis"]["data"]))


def parameters(reading):
    return [
        {"name": "sensor", "value": {"stringValue": reading["sensor"]}},
        {"name": "at", "value": {"stringValue": reading["at"]}},
        {"name": "celsius", "value": {"doubleValue": float(reading["celsius"])}},
    ]


def handler(event, context):
    values = []
    for record in event["Records"]:
        reading = decode(record)
        if reading.get("kind") == "heartbeat":
            continue
        values.append(parameters(reading))

    if not values:
        return {"stored": 0}

    client.batch_execute_statement(sql=INSERT, parameterSets=values, **TARGET)
    return {"stored": len(values)}
