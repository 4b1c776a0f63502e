import json
import os
from functools import lru_cache

import boto3

runtime = boto3.client("bedrock-runtime")
s3 = boto3.client("s3")


LANGUAGES = {"en": "English", "fr": "French", "it": "Italian"}
DIETS = {"vegan": "vegan food", "halal": "halal food", "any": "everything"}


@lru_cache(maxsize=1)
def menu():
    return s3.get_object(Bucket=os.environ["MENU_BUCKET"], Key="menu.md")["Body"].read().decode()


def system_prompt(language, diet):
    return "\n".join(
        [
            "You are the waiter of a small restaurant. Recommend three dishes of the menu, never a discount.",
            f"Answer in {language}. The guest eats {diet}.",
            "# Menu",
            menu(),
        ]
    )


def recommend(language, diet):
    answer = runtime.converse(
        modelId=os.environ["MODEL_ID"],
        system=[{"text": system_prompt(language, diet)}],
        messages=[{"role": "user", "content": [{"text": "What do you recommend?"}]}],
        inferenceConfig={"maxTokens": 400},
    )
    return answer["output"]["message"]["content"][0]["text"]


def handler(event, context):
    wish = json.loads(event["body"])
    language = LANGUAGES.get(wish.get("language"), "English")
    diet = DIETS.get(wish.get("diet"), "everything")
    text = recommend(language, diet)
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps({"text": text})}
