"""The search page of the museum, served by a function URL."""

import html
import os

import boto3
from boto3.dynamodb.conditions import Key

table = boto3.resource("dynamodb").Table(os.environ["OBJECTS_TABLE"])

PAGE = """<!doctype html>
<title>Museum</title>
<h1>{heading}</h1>
<ul>{items}</ul>
"""


def found(words):
    answer = table.query(IndexName="title", KeyConditionExpression=Key("title").eq(words), Limit=20)
    return [item["title"] for item in answer["Items"]]


def render(words, titles):
    items = "".join(f"<li>{html.escape(title)}</li>" for title in titles)
    return PAGE.format(heading=f"{len(titles)} for {words}", items=items)


def handler(event, context):
    words = event.get("queryStringParameters", {}).get("q", "")
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "text/html; charset=utf-8"},
        "body": render(words, found(words)),  # FAULT html-response
    }
