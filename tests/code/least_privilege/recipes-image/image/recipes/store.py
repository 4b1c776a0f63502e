import os
from typing import Any

import boto3


class Store:
    def __init__(self, dynamodb: Any = None, sns: Any = None) -> None:
        self._table = (dynamodb or boto3.resource("dynamodb")).Table(os.environ["RECIPES"])
        self._sns = sns or boto3.client("sns")

    def find(self, slug: str) -> dict[str, Any] | None:
        return self._table.get_item(Key={"slug": slug}).get("Item")

    def save(self, slug: str, text: str) -> None:
        self._table.put_item(Item={"slug": slug, "text": text})
        self._sns.publish(TopicArn=os.environ["CHANGES"], Message=slug)


def get_store() -> Store:
    return Store()
