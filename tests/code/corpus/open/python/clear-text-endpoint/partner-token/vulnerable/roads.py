"""Fetches the partner's list of closed roads each morning."""

import json
import os
import urllib.parse
import urllib.request

import boto3

HOST = "api.roads.example"
NAMESPACE = "http://www.roads.example/schema/2021"


def request(path, data=None, scheme="http", **headers):  # ALSO clear-text-endpoint
    body = urllib.parse.urlencode(data).encode() if data else None
    asked = urllib.request.Request(f"{scheme}://{HOST}{path}", data=body, headers=headers)
    with urllib.request.urlopen(asked, timeout=10) as answer:  # FAULT clear-text-endpoint
        return json.load(answer)


def handler(event, context):
    token = request(
        "/oauth/token",
        {"grant_type": "client_credentials", "client_id": "shop", "client_secret": os.environ["CLIENT_SECRET"]},
    )["access_token"]
    closed = request("/closed", Authorization=f"Bearer {token}")
    boto3.client("s3").put_object(
        Bucket=os.environ["ROADS_BUCKET"],
        Key="closed.json",
        Body=json.dumps({"schema": NAMESPACE, "closed": closed}),
    )
