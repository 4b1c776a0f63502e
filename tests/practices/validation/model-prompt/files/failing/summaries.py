import boto3

bedrock = boto3.client("bedrock-runtime")
MODEL = "amazon.nova-lite-v1:0"


def handler(event, context):
    for record in event["Records"]:
        review = record["dynamodb"]["NewImage"]["text"]["S"]
        text = f"Sum up the following review in one friendly sentence for our customers: {review}"
        bedrock.converse(modelId=MODEL, messages=[{"role": "user", "content": [{"text": text}]}])  # violated
