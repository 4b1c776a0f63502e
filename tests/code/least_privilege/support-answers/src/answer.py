import json
import os

import boto3

MODEL = "anthropic.claude-3-haiku-20240307-v1:0"
runtime = boto3.client("bedrock-runtime")
agent = boto3.client("bedrock-agent-runtime")


def passages(question):
    found = agent.retrieve(
        knowledgeBaseId=os.environ["KNOWLEDGE_BASE"],
        retrievalQuery={"text": question},
    )
    return [result["content"]["text"] for result in found["retrievalResults"]]


def mood(question):
    comprehend = boto3.client("comprehend")
    return comprehend.detect_sentiment(Text=question, LanguageCode="en")["Sentiment"]


def handler(event, context):
    question = json.loads(event["body"])["question"]
    prompt = "\n\n".join([*passages(question), f"The customer is {mood(question)}.", question])
    answer = runtime.converse(
        modelId=MODEL,
        messages=[{"role": "user", "content": [{"text": prompt}]}],
    )
    return {"statusCode": 200, "body": answer["output"]["message"]["content"][0]["text"]}
