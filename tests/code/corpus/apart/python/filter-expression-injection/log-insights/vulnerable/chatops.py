"""``/logs checkout timeout``: the last hour's lines of a service that contain a word."""

import base64
import hashlib
import hmac
import json
import os
import time
import urllib.parse

import boto3

logs = boto3.client("logs")
GROUPS = {"checkout": "/aws/lambda/checkout", "search": "/aws/lambda/search"}
KEY = os.environ["CHAT_SIGNING_KEY"].encode()


def signed(event, body):
    stamp = event["headers"]["x-chat-timestamp"]
    mac = hmac.new(KEY, f"v0:{int(stamp)}:{body}".encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(mac, event["headers"]["x-chat-signature"]) and time.time() - int(stamp) < 300


def searcher(group):
    def search(word):
        now = int(time.time())
        started = logs.start_query(  # FAULT filter-expression-injection
            logGroupName=group,
            startTime=now - 3600,
            endTime=now,
            queryString=f"fields @timestamp, @message | filter @message like '{word}' | limit 20",
        )
        return started["queryId"]

    return search


def handler(event, context):
    body = base64.b64decode(event["body"]).decode()
    if not signed(event, body):
        return {"statusCode": 401}
    service, _, word = urllib.parse.parse_qs(body)["text"][0].partition(" ")
    if service not in GROUPS:
        return {"statusCode": 200, "body": "which service?"}
    query_id = searcher(GROUPS[service])(word)
    return {"statusCode": 200, "body": json.dumps({"text": "searching", "query": query_id})}
