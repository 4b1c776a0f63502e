"""Scores new orders with the model that the shop registered for itself."""

import io
import os

import boto3
import numpy as np

table = boto3.resource("dynamodb").Table(os.environ["SCORES_TABLE"])


def model(version, stream):
    return {"version": version, "weights": np.load(stream, allow_pickle=False)}


def fetched(image):
    # bytes of the model come with the item while they are small
    return io.BytesIO(image["model"]["B"])


def handler(event, context):
    for record in event["Records"]:
        if record["eventName"] != "INSERT":
            continue
        image = record["dynamodb"]["NewImage"]
        weights = model(image["version"]["S"], fetched(image))["weights"]
        features = np.array([float(number["N"]) for number in image["features"]["L"]])
        table.put_item(Item={"order": image["order"]["S"], "score": str(float(features @ weights))})
