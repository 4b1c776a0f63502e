import json

from texts import Texts


def handler(event, context):
    language = event["multiValueQueryStringParameters"].get("language", ["en"])[0]
    texts = Texts.load(language)
    return {
        "statusCode": 200,
        "isBase64Encoded": False,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"title": texts["receipt"], "thanks": texts["thanks"]}),
    }
