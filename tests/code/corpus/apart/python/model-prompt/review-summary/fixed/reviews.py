"""New reviews get a mood, which decides whether someone calls the customer back."""

import json
import os

import boto3

bedrock = boto3.client("bedrock-runtime")
table = boto3.resource("dynamodb").Table(os.environ["REVIEWS_TABLE"])

PROMPT = """You work in the quality department of a furniture maker.
Answer with one word, angry or calm or happy. How does a customer feel who gives {stars} of 5 stars
after {days} days of use?
"""


def mood(image):
    stars, days = int(image["stars"]["N"]), int(image["days"]["N"])
    body = {
        "anthropic_version": "bedrock-2023-05-31",
        "max_tokens": 5,
        "messages": [{"role": "user", "content": PROMPT.format(stars=stars, days=days)}],
    }
    answer = bedrock.invoke_model(modelId=os.environ["MODEL_ID"], body=json.dumps(body))
    word = json.loads(answer["body"].read())["content"][0]["text"].strip().lower()
    return word if word in ("angry", "calm", "happy") else "unknown"


def handler(event, context):
    for record in event["Records"]:
        if record["eventName"] != "INSERT":
            continue
        image = record["dynamodb"]["NewImage"]
        table.update_item(
            Key={"id": image["id"]["S"]},
            UpdateExpression="SET mood = :mood",
            ExpressionAttributeValues={":mood": mood(image)},
        )
