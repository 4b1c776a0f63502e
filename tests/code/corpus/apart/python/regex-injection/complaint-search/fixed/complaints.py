"""Live search over this month's complaints, as the clerk types. One message a key stroke."""

import io
import json
import os
import time

import boto3
import pandas as pd

s3 = boto3.client("s3")
FRESH = 300


class Complaints:
    """The month's complaints, read again every five minutes."""

    def __init__(self, bucket):
        self.bucket = bucket
        self.loaded = 0.0
        self.frame = pd.DataFrame(columns=["id", "text", "weight"])

    def current(self):
        if time.monotonic() - self.loaded > FRESH:
            body = s3.get_object(Bucket=self.bucket, Key="complaints/current.parquet")["Body"].read()
            self.frame = pd.read_parquet(io.BytesIO(body))
            self.loaded = time.monotonic()
        return self.frame

    def search(self, words, most=20):
        frame = self.current()
        for word in words.split():
            frame = frame[frame["text"].str.contains(word, case=False, regex=False)]
        return frame.nlargest(most, "weight")

    def heaviest(self, most=20):
        return self.current().nlargest(most, "weight")


complaints = Complaints(os.environ["DESK_BUCKET"])
gateway = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["GATEWAY_URL"])


def as_json(frame):
    rows = [{"id": int(row.id), "text": row.text[:160]} for row in frame.itertuples()]
    return json.dumps({"rows": rows}).encode()


def handler(event, context):
    message = json.loads(event["body"])
    words = message.get("words", "")
    found = complaints.search(words) if len(words) > 2 else complaints.heaviest()
    gateway.post_to_connection(ConnectionId=event["requestContext"]["connectionId"], Data=as_json(found))
    return {"statusCode": 200}
